import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JournalEntry } from 'multi-cloud-manager/testing';
import type { PowerVariant } from 'multi-cloud-manager/plugin';
import type { CallOutcome } from '../../src/call/request.js';
import { plan, type Plan } from './faults-plan.js';
import type { World } from './faults-worlds.js';
import type { Random } from './random.js';

/** A request that changes something, as it arrived. */
export interface Arrival {
  readonly entry: JournalEntry;
  /** The calls whose intent to act on this instance was on disk at that moment. */
  readonly intended: ReadonlySet<string>;
}

/** One power call, what was done to it, and what is known of it from both sides. */
export interface Ran {
  readonly id: string;
  readonly variant: PowerVariant;
  readonly plan: Plan;
  readonly arrivals: Arrival[];
  outcome: CallOutcome | undefined;
  /** Whether the instance really took the action. */
  took: boolean;
  /** Whether the cloud carried it out and it ended badly. */
  failed: boolean;
  /** Whether the instance ran when the answer came, and when all was over. */
  running: readonly [then: boolean, after: boolean];
}

const WORDS: Readonly<Record<PowerVariant, string>> = {
  power_on: 'power_on',
  power_off: 'power_off',
  shutdown: 'shutdown',
  reboot: 'reboot',
  force_reboot: 'power_cycle',
};
/** Longer than any action takes in a simulator. */
const SETTLED_MS = 120_000;
/** An answer that will not come is none to wait for. */
const UNANSWERED = new Set(['reset']);

/** Makes so many power calls, one after the other, with what the random numbers have in store for them. */
export async function run(world: World, count: number, random: Random): Promise<readonly Ran[]> {
  const watch = new Watch(world);
  const ran: Ran[] = [];
  // Two that nothing happens to: the second shows which request of a call acts when the instance is known already. Then one that is
  // cancelled at that very moment, in every world.
  const healthy: Plan = {
    ...{ faults: [], cancel: 'never', waitSeconds: 20, viaGeneralTool: false, endsBadly: false },
  };
  let act = 1;
  for (let index = 0; index < count; index += 1) {
    const others = world.ids.filter((id) => id !== ran.at(-1)?.id);
    const id = random.pick(others);
    const intended = index < 2 ? healthy : index === 2 ? { ...healthy, cancel: act } : plan(random, act);
    const variant = pickVariant(world, id, random, index <= 2);
    const call = await one(world, watch, { id, variant, plan: intended });
    ran.push(call);
    if (intended.faults.every(({ at }) => at >= act) && call.arrivals.length > 0) act = watch.firstAct;
  }
  return ran;
}

/** Mostly one that fits the state. */
function pickVariant(world: World, id: string, random: Random, fitting: boolean): PowerVariant {
  const { running } = world.describe(id);
  const fit = world.variants.filter((each) => (each === 'power_on') !== running);
  return random.pick(fitting || random.chance(0.9) ? fit : world.variants);
}

async function one(
  world: World,
  watch: Watch,
  { id, variant, plan: planned }: Pick<Ran, 'id' | 'variant' | 'plan'>,
): Promise<Ran> {
  const { host, simulator } = world;
  const { ip, name } = world.describe(id);
  const before = world.mark(id);
  const controller = new AbortController();
  const cancel = (): void => {
    controller.abort();
  };
  const call: Ran = {
    ...{ id, variant, plan: planned, arrivals: [], outcome: undefined },
    ...{ took: false, failed: false, running: [false, false] },
  };
  if (planned.endsBadly) world.failNext?.(id);
  watch.begin(call, cancel);
  if (planned.cancel === 'at once') cancel();
  const [own, field] = world.tool(variant);
  const [tool, where] = planned.viaGeneralTool
    ? ['manage_instance_power', { provider: world.name, instance_id: id, action: actionOf(variant) }]
    : own === 'manage_instance_power'
      ? [own, { provider: world.name, [field]: id, action: actionOf(variant) }]
      : [own, { [field]: id }];
  call.outcome = await host.call(
    tool,
    {
      ...where,
      ...(variant === 'force_reboot' && { force: true }),
      ...{ ip_confirmation: ip, name_confirmation: name, operation_confirmation: WORDS[variant] },
      wait_seconds: planned.waitSeconds,
    },
    {
      signal: controller.signal,
      progress: () => {
        if (planned.cancel === 'at progress') cancel();
      },
    },
  );
  await simulator.journal.until(() => simulator.journal.entries.every(isOver));
  simulator.heal();
  const { running } = world.describe(id);
  simulator.clock.advance(SETTLED_MS);
  call.running = [running, world.describe(id).running];
  call.took = world.mark(id) !== before;
  call.failed = call.took && world.failed(id);
  return call;
}

const actionOf = (variant: PowerVariant): string => (variant === 'force_reboot' ? 'reboot' : variant);

const isOver = ({ status, abandoned, fault }: JournalEntry): boolean =>
  status !== undefined || abandoned || UNANSWERED.has(fault ?? '');

/** Sits at the simulator's door: sees each request as it arrives, before the simulator has done anything about it. */
class Watch {
  readonly #latest = new Map<string, Ran>();
  #current: { readonly call: Ran; readonly cancel: () => void } | undefined;
  #seen = 0;
  #requests = 0;
  /** The number of the last request that acted, within its call. */
  firstAct = 1;

  constructor(private readonly world: World) {
    const { journal } = world.simulator;
    // It looks at everything and waits for nothing.
    void journal.until(() => {
      for (const entry of journal.entries.slice(this.#seen)) {
        this.#seen += 1;
        this.#arrived(entry);
      }
      return false;
    });
  }

  begin(call: Ran, cancel: () => void): void {
    this.#current = { call, cancel };
    this.#latest.set(call.id, call);
    this.#requests = 0;
    this.#spoil(1);
  }

  #arrived(entry: JournalEntry): void {
    this.#requests += 1;
    this.#spoil(this.#requests + 1);
    const target = this.world.powerOf(entry);
    if (target !== undefined) {
      this.firstAct = this.#requests;
      // One that comes late still belongs to the call that sent it: no two calls in a row are about the same instance.
      const call = this.#latest.get(target) ?? this.#current?.call;
      call?.arrivals.push({ entry, intended: intentsOnDisk(this.world.host.stateDir, target) });
    }
    if (this.#current?.call.plan.cancel === this.#requests) this.#current.cancel();
  }

  /** Has the next request go wrong, if that is what the plan says. */
  #spoil(next: number): void {
    for (const { at, fault } of this.#current?.call.plan.faults ?? [])
      if (at === next) this.world.simulator.fail(fault);
  }
}

/** Read from the files themselves, at once, so that nothing can be written in between. */
function intentsOnDisk(stateDir: string, target: string): ReadonlySet<string> {
  const directory = join(stateDir, 'audit');
  if (!existsSync(directory)) return new Set();
  const lines = readdirSync(directory)
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) => readFileSync(join(directory, name), 'utf8').split('\n'))
    .filter((line) => line.includes('"kind":"intent"'));
  return new Set(
    lines
      .map((line) => JSON.parse(line) as { call_id: string; target: { id: string } })
      .filter((record) => record.target.id === target)
      .map((record) => record.call_id),
  );
}
