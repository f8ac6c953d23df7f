import type { Clock, Environment, Ids, Secrets } from 'multi-cloud-manager/plugin';
import { openTrail } from '../audit/open-trail.js';
import type { AttachedSink } from '../audit/outlet.js';
import { Redactor } from '../audit/redactor.js';
import type { AuditTrail } from '../audit/trail.js';
import type { LoadedConfig } from '../config/load.js';
import type { Confirmer } from '../confirmation/confirmer.js';
import { createSecrets } from '../config/secrets.js';
import { HostFleet } from '../fleet/fleet.js';
import { Roster } from '../fleet/roster.js';
import { createHttpClient } from '../http/client.js';
import { networkOwner } from '../fleet/network-owner.js';
import { systemClock } from '../http/wait.js';
import { Log } from '../log/log.js';
import { createMint, type Mint } from '../power/permit.js';
import { FileStore } from '../state/file-store.js';
import { refusing } from '../state/refusing.js';
import type { StateStore } from '../state/store.js';

/** What a host is started with beside its config; everything has a real default. */
export interface HostParts {
  readonly clock?: Clock;
  readonly ids?: Ids;
  /** Where log lines go. Default: stderr. */
  readonly write?: (line: string) => void;
  /** Where the state lies that several processes share. Default: files in the state directory. */
  readonly store?: StateStore;
  /** Ways to ask a person beside `elicitation` and `terminal`; `confirmation.via` names them. */
  readonly confirmers?: readonly Confirmer[];
  /** Where audit records go beside the state directory; power waits for those that are required. */
  readonly auditSinks?: readonly AttachedSink[];
  /** What starts mcm in a terminal, word by word. Default: `mcm`. */
  readonly program?: readonly string[];
}

/** What everything in one host stands on. Nothing here is shared with another host. */
export interface Ground {
  readonly config: LoadedConfig;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly redactor: Redactor;
  readonly log: Log;
  readonly trail: AuditTrail;
  readonly store: StateStore;
  readonly roster: Roster;
  readonly fleet: HostFleet;
  readonly mint: Mint;
  readonly environment: Environment;
  readonly secrets: Secrets;
  readonly startedAt: Date;
  /** Closes what it opened. */
  close(): Promise<void>;
}

/** Lays it. No file is opened and no request is sent. */
export function layGround(config: LoadedConfig, parts: HostParts): Ground {
  const clock = parts.clock ?? systemClock;
  const ids = parts.ids ?? { next: () => crypto.randomUUID() };
  const startedAt = clock.now();
  const redactor = new Redactor();
  const write = parts.write ?? ((line: string) => process.stderr.write(line));
  const log = new Log(write, redactor, config.config.logLevel);
  const trail = openTrail({
    stateDir: config.stateDir,
    settings: config.config.audit,
    redactor,
    clock,
    log: log.named('audit'),
    sinks: parts.auditSinks ?? [],
  });
  const store = refusing(
    parts.store ?? new FileStore({ stateDir: config.stateDir, clock, host: ids.next() }),
  );
  const roster = new Roster();
  const environment = { get: (name: string) => config.env[name] };
  const secrets = createSecrets({ environment, redactor, clock, directory: config.directory });
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
    trail,
    store,
    roster,
    fleet: new HostFleet(roster, clock, ids, ownerOf),
    mint,
    environment,
    secrets,
    startedAt,
    async close() {
      await http.close();
      await trail.close();
    },
  };
}
