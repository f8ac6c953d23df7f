import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  createDigitalOceanSimulator,
  droplet,
  SIMULATOR_TOKEN,
  type DigitalOceanSimulator,
} from '../../../plugins/digitalocean/simulator.js';
import { systemClock } from '../../../src/http/wait.js';
import { room } from '../../e2e/built.js';
import { Person } from '../bypass/person.js';
import type { Random } from '../random.js';
import { intended, MOMENTS, type Scene } from './moments.js';
import { startVictim, type Victim } from './victim.js';

/** Ordinary droplets, and two that a person has to confirm. */
const ORDINARY = [1001, 1002, 1003, 1004];
const PRODUCTION = [1005, 1006];
export const DROPLETS = [...ORDINARY, ...PRODUCTION];
const named = (id: number): string => `node-${String(id)}`;
const address = (id: number): string => `203.0.113.${String(id - 1000)}`;

const WORDS = {
  power_on: 'power_on',
  power_off: '强制关机',
  shutdown: '关机',
  reboot: '重启',
  force_reboot: 'power_cycle',
} as const;

/** One power call, and what is known of it from outside of mcm. */
export interface Deed {
  readonly reason: string;
  readonly id: string;
  readonly pid: number;
  /** What the call was answered; undefined when it was not. */
  readonly answer: Readonly<Record<string, unknown>> | undefined;
  /** Power requests that arrived while it was under way, and for each whether its intent was on disk then. */
  readonly requests: readonly boolean[];
}

/** The cloud, the state directory that all processes share, and what was done so far. */
export class Stage {
  readonly deeds: Deed[] = [];
  granted = 0;

  private constructor(
    readonly cloud: DigitalOceanSimulator,
    private readonly place: Awaited<ReturnType<typeof room>>,
  ) {}

  static async open(): Promise<Stage> {
    const cloud = await createDigitalOceanSimulator({
      actionSeconds: 0,
      accounts: [
        {
          tokens: { [SIMULATOR_TOKEN]: 'all' },
          droplets: DROPLETS.map((id) =>
            droplet({
              ...{ id, name: named(id), ipv4: address(id) },
              tags: [PRODUCTION.includes(id) ? 'env:prod' : 'batch'],
            }),
          ),
        },
      ],
    });
    const place = await room();
    const config = { plugins: ['digitalocean'], ratePerMinute: 1_000_000 };
    await writeFile(join(place.directory, 'crash.json'), JSON.stringify(config));
    return new Stage(cloud, place);
  }

  get stateDir(): string {
    return this.place.env.MCM_STATE_DIR;
  }

  get options() {
    const { directory, env } = this.place;
    const cloud = { DIGITALOCEAN_TOKEN: SIMULATOR_TOKEN, DIGITALOCEAN_API_URL: this.cloud.url };
    return { cwd: directory, env: { ...env, ...cloud } };
  }

  start(): Promise<Victim> {
    return startVictim(['serve', '--config', 'crash.json'], this.options);
  }

  /** A power action that is left alone; where a person has to confirm it, they do. */
  async act(victim: Victim, id: number, random: Random, reason: string): Promise<Deed> {
    const deed = await this.#call(victim, id, random, reason);
    if (deed.answer?.['status'] !== 'confirmation_required') return deed;
    await this.#approve(id);
    return this.#call(victim, id, random, `${reason}, approved`);
  }

  /** A power action in which the process is killed. */
  async cut(victim: Victim, id: number, random: Random, reason: string, moment: string): Promise<Deed> {
    if (PRODUCTION.includes(id)) {
      const deed = await this.#call(victim, id, random, `${reason}, first`);
      if (deed.answer?.['status'] === 'confirmation_required') await this.#approve(id);
    }
    return this.#call(victim, id, random, reason, async (scene) => {
      await MOMENTS[moment]?.(scene);
      await victim.kill();
    });
  }

  /** Everything that reached the cloud's socket has been answered. */
  async settled(): Promise<void> {
    await fetch(`${this.cloud.url}/v2/account`);
  }

  async close(): Promise<void> {
    await this.cloud.close();
    await this.place.remove();
  }

  /** The same variant for the same droplet in the same state, so that an approval can be used by a later call. */
  #variant(id: number, random: Random): keyof typeof WORDS {
    if (this.cloud.droplet(id)?.status === 'off') return 'power_on';
    if (PRODUCTION.includes(id)) return 'reboot';
    return random.pick(['reboot', 'force_reboot', 'power_off', 'shutdown']);
  }

  async #call(
    victim: Victim,
    id: number,
    random: Random,
    reason: string,
    meanwhile?: (scene: Scene) => Promise<void>,
  ): Promise<Deed> {
    const { cloud, stateDir } = this;
    const { journal } = cloud;
    const { pid } = victim;
    const variant = this.#variant(id, random);
    const force = variant === 'force_reboot';
    const requests: boolean[] = [];
    const before = journal.mutations().length;
    let watching = true;
    /** Runs when the request has arrived, before the next turn of the event loop. */
    void journal.until(() => {
      const arrived = journal.mutations().length - before;
      while (watching && requests.length < arrived) requests.push(intended({ stateDir, pid, reason }));
      return !watching;
    });
    let ended = false;
    const answered = victim
      .call('manage_instance_power', {
        ...{ provider: 'digitalocean', instance_id: String(id), action: force ? 'reboot' : variant, force },
        ...{ ip_confirmation: address(id), name_confirmation: named(id) },
        ...{ operation_confirmation: WORDS[variant], wait_seconds: 0, reason },
      })
      .finally(() => {
        ended = true;
      });
    await meanwhile?.({ journal, stateDir, pid, reason, random, ended: () => ended });
    const answer = await answered;
    await this.settled();
    watching = false;
    const deed = { reason, id: String(id), pid, answer, requests };
    this.deeds.push(deed);
    return deed;
  }

  async #approve(id: number): Promise<void> {
    const person = new Person(this.stateDir, systemClock);
    const pending = await person.pending();
    const question = pending.find(({ request }) => request.instance.id === String(id));
    if (!question) throw new Error('Nobody is asked.');
    const values = { ip_confirmation: address(id), name_confirmation: named(id) };
    const outcome = await person.approves({ ...values, operation_confirmation: 'reboot' }, question);
    if (outcome !== 'granted') throw new Error(`The approval is ${outcome}.`);
    this.granted += 1;
  }
}
