import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JournalEntry } from 'multi-cloud-manager/testing';
import { configSchema, type ConfigInput } from '../../../src/config/schema.js';
import { createHost, type Host } from '../../../src/host/create-host.js';
import { FileStore } from '../../../src/state/file-store.js';
import type { Acme } from '../../fixtures/acme.js';
import { TestClock } from '../../fixtures/clock.js';
import { connectClient, connectWire, type Client, type ClientOptions, type RawClient } from './clients.js';
import { Person } from './person.js';
import { openCloud, type Cloud, type CloudName, type Target } from './world.js';

/** A host that a way runs against. */
export interface HostOptions {
  /** Default: DigitalOcean alone, on its simulator. */
  readonly clouds?: readonly CloudName[];
  /** More plugins, or other ones: with plugins, no cloud is on unless it is named. */
  readonly plugins?: ConfigInput['plugins'];
  readonly config?: Omit<ConfigInput, 'plugins'>;
  /** Default: one of its own. */
  readonly stateDir?: string;
  /** Whom the files of the state must belong to. Default: the user of this process. */
  readonly uid?: number;
  /** A config that nobody has trusted. */
  readonly untrusted?: boolean;
}

/** A host with its clients. */
export interface Served {
  readonly host: Host;
  readonly stateDir: string;
  /** The SDK's own client. */
  client(options?: ClientOptions): Promise<Client>;
  /** A client that sends lines as it likes. */
  raw(options?: Parameters<typeof connectWire>[1]): Promise<RawClient>;
  /** A person with a terminal on the same state directory. */
  readonly person: Person;
}

/** Everything that one way needs, and what came of it. */
export class Bench {
  /** The time of hosts, clouds and people; it stands still until it is moved. */
  readonly clock = TestClock.still(new Date().toISOString());
  readonly #clouds = new Map<CloudName, Promise<Cloud>>();
  readonly #acmes: Acme[] = [];
  readonly #closers: (() => Promise<unknown>)[] = [];

  /** Runs when the bench is closed, before what was opened earlier is closed. */
  onClose(close: () => Promise<unknown>): void {
    this.#closers.unshift(close);
  }

  async directory(): Promise<string> {
    const directory = await mkdtemp(join(tmpdir(), 'mcm-bypass-'));
    this.onClose(() => rm(directory, { recursive: true, force: true }));
    return directory;
  }

  cloud(name: CloudName): Promise<Cloud> {
    const known = this.#clouds.get(name);
    if (known) return known;
    const opened = openCloud[name](this.clock);
    this.#clouds.set(name, opened);
    this.onClose(async () => (await opened).simulator.close());
    return opened;
  }

  /** A cloud in memory, where a way needs to stand inside of it. */
  watch(acme: Acme): Acme {
    this.#acmes.push(acme);
    return acme;
  }

  async host(options: HostOptions = {}): Promise<Served> {
    const { clock } = this;
    const stateDir = options.stateDir ?? join(await this.directory(), 'state');
    const names = options.clouds ?? (options.plugins ? [] : (['digitalocean'] as const));
    const clouds = await Promise.all(names.map((name) => this.cloud(name)));
    const config = configSchema().parse({
      ...options.config,
      plugins: [...clouds.map(({ plugin }) => ({ use: plugin })), ...(options.plugins ?? [])],
    });
    const env = Object.assign({}, ...clouds.map((cloud) => cloud.env)) as Record<string, string>;
    const { uid } = options;
    const untrusted = { file: '/srv/mcm.config.ts', command: 'mcm trust' };
    const host = await createHost(
      {
        ...{ config, directory: stateDir, source: 'none', stateDir, env, notices: [] },
        ...(options.untrusted === true && { untrusted }),
      },
      {
        clock,
        write: () => undefined,
        ...(uid !== undefined && { store: new FileStore({ stateDir, clock, uid, host: 'other' }) }),
      },
    );
    this.onClose(() => host.close());
    const closing = <T extends { close(): Promise<unknown> }>(client: T): T => {
      this.onClose(() => client.close());
      return client;
    };
    return {
      host,
      stateDir,
      client: async (more = {}) => closing(await connectClient(host, more)),
      raw: async (more = {}) => closing(await connectWire(host, more)),
      person: new Person(stateDir, clock),
    };
  }

  /** A host on the cloud of this server, and a client of it. */
  async on({ cloud }: Target, options: HostOptions & { readonly as?: ClientOptions } = {}) {
    const served = await this.host({ ...options, clouds: [cloud] });
    return { ...served, ada: await served.client(options.as) };
  }

  /** Changes what a cloud tells of a server, now. */
  async change(target: Target, change: object): Promise<void> {
    Object.assign((await this.cloud(target.cloud)).told(target), change);
  }

  /** Changes it once the cloud has answered this many more looks at it. */
  async changeAfterLooks(target: Target, looks: number, change: object): Promise<void> {
    const { simulator, looks: isLook } = await this.cloud(target.cloud);
    const from = simulator.journal.entries.length;
    const seen = () =>
      simulator.journal.entries
        .slice(from)
        .filter((entry) => isLook(target, entry) && entry.status !== undefined);
    void simulator.journal.until(() => seen().length >= looks).then(() => this.change(target, change));
  }

  /** Every power request that reached a cloud. */
  async powered(): Promise<readonly unknown[]> {
    const clouds = await Promise.all(this.#clouds.values());
    return [
      ...clouds.flatMap(({ simulator }): readonly JournalEntry[] => simulator.journal.mutations()),
      ...this.#acmes.flatMap(({ acts }) => acts),
    ];
  }

  async close(): Promise<void> {
    for (const close of this.#closers) await close();
  }
}
