import type { SimulatorClock } from 'multi-cloud-manager/testing';
import type { SimulatedDroplet } from './droplet.js';
import type { WireAction, WireDroplet } from './wire.js';

/** How an action ends: as asked, with an error, or done as far as the API can tell while the guest did nothing. */
export type ActionOutcome = 'completed' | 'errored' | 'ignored';

/** A time in which a droplet was up; `until` is undefined while it is. Milliseconds. */
export interface Uptime {
  readonly from: number;
  until?: number;
}

interface Machine {
  wire: WireDroplet;
  readonly monitoring: boolean;
  readonly uptimes: Uptime[];
}

interface Pending {
  readonly action: WireAction;
  readonly endsAt: number;
  readonly outcome: ActionOutcome;
}

/** The status that an action leads to. What is not here changes nothing that is simulated. */
const LEADS_TO: Readonly<Record<string, WireDroplet['status']>> = {
  power_on: 'active',
  power_off: 'off',
  shutdown: 'off',
  reboot: 'active',
  power_cycle: 'active',
};

/** The droplets and actions of one account. Time passes when it is looked at: there are no timers. */
export class SimulatedAccount {
  readonly #machines = new Map<number, Machine>();
  /** Newest first. */
  readonly #actions: WireAction[] = [];
  #pending: Pending[] = [];

  constructor(
    readonly email: string,
    droplets: readonly SimulatedDroplet[],
    private readonly clock: SimulatorClock,
    private readonly nextId: () => number,
  ) {
    for (const { wire, monitoring } of droplets) {
      const uptimes = wire.status === 'active' ? [{ from: Date.parse(wire.created_at) }] : [];
      this.#machines.set(wire.id, { wire, monitoring, uptimes });
    }
    const past = droplets.flatMap(({ wire, history }) => history.map((each) => ({ wire, ...each })));
    for (const each of past.sort((one, other) => Date.parse(one.startedAt) - Date.parse(other.startedAt))) {
      const ended = new Date(Date.parse(each.startedAt) + (each.seconds ?? 8) * 1000);
      this.#actions.unshift({
        ...this.#action(each.wire, each.type, new Date(each.startedAt)),
        status: each.status ?? 'completed',
        completed_at: seconds(ended),
      });
    }
  }

  droplets(): readonly WireDroplet[] {
    this.#settle();
    return [...this.#machines.values()].map(({ wire }) => wire);
  }

  droplet(id: number): WireDroplet | undefined {
    this.#settle();
    return this.#machines.get(id)?.wire;
  }

  /** Whether the metrics agent runs on it. */
  monitored(id: number): boolean {
    return this.#machines.get(id)?.monitoring ?? false;
  }

  /** When it was up. */
  uptimes(id: number): readonly Uptime[] {
    this.#settle();
    return this.#machines.get(id)?.uptimes ?? [];
  }

  /** Newest first. */
  actions(dropletId?: number): readonly WireAction[] {
    this.#settle();
    return this.#actions.filter(({ resource_id }) => dropletId === undefined || resource_id === dropletId);
  }

  busy(dropletId: number): boolean {
    this.#settle();
    return this.#pending.some(({ action }) => action.resource_id === dropletId);
  }

  start(target: WireDroplet, type: string, lasts: number, outcome: ActionOutcome): WireAction {
    const action = this.#action(target, type, this.clock.now());
    this.#actions.unshift(action);
    this.#pending.push({ action, endsAt: this.clock.now().getTime() + lasts * 1000, outcome });
    return action;
  }

  remove(id: number): void {
    this.#machines.delete(id);
  }

  #action(target: WireDroplet, type: string, startedAt: Date): WireAction {
    return {
      id: this.nextId(),
      status: 'in-progress',
      type,
      started_at: seconds(startedAt),
      completed_at: null,
      resource_id: target.id,
      resource_type: 'droplet',
      region: target.region,
      region_slug: target.region.slug,
    };
  }

  #settle(): void {
    const now = this.clock.now().getTime();
    const due = this.#pending.filter(({ endsAt }) => endsAt <= now);
    if (due.length === 0) return;
    this.#pending = this.#pending.filter(({ endsAt }) => endsAt > now);
    for (const { action, endsAt, outcome } of due) {
      const at = this.#actions.findIndex(({ id }) => id === action.id);
      const status = outcome === 'errored' ? 'errored' : 'completed';
      this.#actions[at] = { ...action, status, completed_at: seconds(new Date(endsAt)) };
      if (outcome === 'completed') this.#apply(action, endsAt);
    }
  }

  #apply(action: WireAction, at: number): void {
    const machine = this.#machines.get(action.resource_id);
    const status = LEADS_TO[action.type];
    if (!machine || !status) return;
    machine.wire = { ...machine.wire, status };
    const current = machine.uptimes.at(-1);
    if (current && current.until === undefined) current.until = at;
    if (status === 'active') machine.uptimes.push({ from: at });
  }
}

/** Who is asking, and what their token may do. */
export interface Tokenholder {
  readonly account: SimulatedAccount;
  readonly may: (scope: string) => boolean;
}

/** ISO 8601 without milliseconds, as the API writes times. */
function seconds(time: Date): string {
  return time.toISOString().replace(/\.\d{3}Z$/, 'Z');
}
