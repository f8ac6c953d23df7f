import {
  known,
  type Clock,
  type Environment,
  type Ids,
  type Locale,
  type Secrets,
} from 'multi-cloud-manager/plugin';
import { openTrail } from '../audit/open-trail.js';
import { Redactor } from '../audit/redactor.js';
import type { AuditTrail } from '../audit/trail.js';
import { CurrentCall } from '../call/current.js';
import type { LoadedConfig } from '../config/load.js';
import { createSecrets } from '../config/secrets.js';
import { HostFleet } from '../fleet/fleet.js';
import { Roster } from '../fleet/roster.js';
import { createHttpClient } from '../http/client.js';
import { networkOwner } from '../fleet/network-owner.js';
import { systemClock } from '../http/wait.js';
import { linesOf, type LineForm } from '../log/lines.js';
import { Log } from '../log/log.js';
import { createMint, type Mint } from '../power/permit.js';
import { FileStore } from '../state/file-store.js';
import { PluginStore } from '../state/plugin-store.js';
import { refusing } from '../state/refusing.js';
import type { StateStore } from '../state/store.js';
import { Telemetry } from '../telemetry/telemetry.js';
import { CloudEndPoints } from './cloud-end-points.js';
import { attachedSinks } from './ports/attached.js';
import { LateSink } from './ports/late-sink.js';
import { LateStore } from './ports/late-store.js';
import { Ports } from './ports/ports.js';

/** What a host is started with beside its config; everything has a real default. */
export interface HostParts {
  readonly clock?: Clock;
  readonly ids?: Ids;
  /** Where log lines go. Default: stderr. */
  readonly write?: (line: string) => void;
  /** In which language they say what does not load, where a person reads them right away; it is loaded. Default: English. */
  readonly logLocale?: Locale;
  /** How they look. Default: sentences, without colours. */
  readonly lines?: LineForm;
  /** Where the state lies that several processes share. Default: files in the state directory. */
  readonly store?: StateStore;
  /** What starts mcm in a terminal, word by word. Default: `mcm`. */
  readonly program?: readonly string[];
  /** What clients are told the server is. Default: this package. */
  readonly brand?: { readonly name: string; readonly version: string };
}

/** What everything in one host stands on. Nothing here is shared with another host. */
export interface Ground {
  readonly config: LoadedConfig;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly redactor: Redactor;
  readonly log: Log;
  /** In which language the log says what does not load. */
  readonly logLocale: Locale;
  /** Which call something is done for. */
  readonly calls: CurrentCall;
  readonly telemetry: Telemetry;
  readonly trail: AuditTrail;
  readonly store: StateStore;
  /** What only processes of this machine share, in files: what `mcm approve` answers. */
  readonly local: StateStore;
  readonly roster: Roster;
  readonly fleet: HostFleet;
  readonly mint: Mint;
  readonly environment: Environment;
  readonly secrets: Secrets;
  readonly startedAt: Date;
  readonly ports: Ports;
  readonly cloudEndPoints: CloudEndPoints;
  /** Closes its connections; the trail is closed before the plugins are, for it may wait for their sinks. */
  close(): Promise<void>;
}

/** Lays it. No file is opened and no request is sent. */
export function layGround(config: LoadedConfig, parts: HostParts): Ground {
  const clock = parts.clock ?? systemClock;
  const ids = parts.ids ?? { next: () => crypto.randomUUID() };
  const startedAt = clock.now();
  const redactor = new Redactor();
  const write = parts.write ?? ((line: string) => process.stderr.write(line));
  const calls = new CurrentCall();
  const lines = linesOf(write, parts.lines ?? { kind: 'plain' }, () => clock.now());
  const log = new Log(lines, redactor, config.config.logLevel, calls);
  const ports = new Ports(clock, log.named('secrets'));
  const { audit } = config.config;
  const trail = openTrail({
    stateDir: config.stateDir,
    settings: audit,
    redactor,
    clock,
    log: log.named('audit'),
    sinks: attachedSinks(audit.sinks).map(({ name, required }) => ({
      sink: new LateSink(name, ports.slotOfSink(name), clock),
      required,
    })),
  });
  let id: string | undefined;
  // Not before something is written: what makes an id takes a while to load.
  const host = (): string => (id ??= ids.next());
  const local = refusing(
    parts.store ??
      new FileStore({
        stateDir: config.stateDir,
        clock,
        get host() {
          return host();
        },
      }),
  );
  const { stateStore } = config.config;
  const store =
    stateStore === undefined
      ? local
      : refusing(
          new PluginStore({
            port: new LateStore(stateStore, ports.slotOfStore(stateStore), clock),
            clock,
            get host() {
              return host();
            },
          }),
        );
  const roster = new Roster();
  const environment = { get: (name: string) => config.env[name] };
  const secrets = createSecrets({
    environment,
    redactor,
    clock,
    directory: config.directory,
    plugins: ports.sources,
  });
  const mint = createMint();
  const { http: proxySettings, ipinfo } = config.config;
  const http = createHttpClient({
    powerRequests: {},
    mint,
    env: config.env,
    proxySettings,
    redactor,
    log: log.named('ipinfo'),
    clock,
    // An extra to an answer that is there already: it must not keep that waiting.
    timeouts: { connectMs: 2_000, responseMs: 3_000, totalMs: 4_000 },
    retry: { limit: 0 },
  });
  const ownerOf = networkOwner({
    http,
    secrets,
    token: ipinfo.token ?? { env: 'IPINFO_API_TOKEN' },
    endpoint: ipinfo.endpoint ?? environment.get('IPINFO_API_URL') ?? 'https://ipinfo.io',
  });
  return {
    config,
    clock,
    ids,
    redactor,
    log,
    logLocale: parts.logLocale ?? 'en',
    calls,
    telemetry: new Telemetry({ calls, clock, log: log.named('telemetry') }),
    trail,
    store,
    local,
    roster,
    fleet: new HostFleet(roster, clock, ids, { ownerOf, ...known({ locale: config.config.locale }) }),
    mint,
    environment,
    secrets,
    startedAt,
    ports,
    cloudEndPoints: new CloudEndPoints(),
    async close() {
      await http.close();
    },
  };
}
