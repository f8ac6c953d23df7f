import type { SimulatorClock } from 'multi-cloud-manager/testing';
import type { SimulatedInstance } from './instance.js';
import type { WireInstance, WireIpv4, WireReservedIp } from './wire.js';

/** The three power requests; `start` restarts an instance that is running. */
export type PowerRequestName = 'start' | 'halt' | 'reboot';

/** What became of a power request. */
export interface PowerEvent {
  readonly at: Date;
  readonly instanceId: string;
  readonly request: PowerRequestName;
  /** What it does in the end: `restarted` is what a running instance suffers from `start` too. */
  readonly effect: 'started' | 'halted' | 'restarted' | 'none';
}

interface Machine {
  wire: WireInstance;
  readonly ipv4: readonly WireIpv4[];
}

interface Pending {
  readonly event: PowerEvent;
  readonly endsAt: number;
}

/** How power requests show. */
export interface PowerPlan {
  readonly seconds: number;
  readonly rebootShows: boolean;
}

/** The instances of one account. Time passes when it is looked at: there are no timers. */
export class SimulatedAccount {
  readonly #machines = new Map<string, Machine>();
  #pending: Pending[] = [];
  readonly #events: PowerEvent[] = [];
  readonly #deleted: string[] = [];

  constructor(
    instances: readonly SimulatedInstance[],
    readonly reservedIps: readonly WireReservedIp[],
    private readonly clock: SimulatorClock,
    private readonly plan: PowerPlan,
  ) {
    for (const { wire, ipv4 } of instances) this.#machines.set(wire.id, { wire, ipv4 });
  }

  instances(): readonly WireInstance[] {
    this.#settle();
    return [...this.#machines.values()].map(({ wire }) => this.#shown(wire));
  }

  instance(id: string): WireInstance | undefined {
    this.#settle();
    const machine = this.#machines.get(id);
    return machine && this.#shown(machine.wire);
  }

  ipv4(id: string): readonly WireIpv4[] {
    return this.#machines.get(id)?.ipv4 ?? [];
  }

  /** Oldest first. */
  events(): readonly PowerEvent[] {
    return this.#events;
  }

  deleted(): readonly string[] {
    return this.#deleted;
  }

  power(target: WireInstance, request: PowerRequestName): void {
    const running = target.power_status === 'running';
    const event: PowerEvent = {
      at: this.clock.now(),
      instanceId: target.id,
      request,
      effect: request === 'halt' ? (running ? 'halted' : 'none') : running ? 'restarted' : 'started',
    };
    this.#events.push(event);
    this.#pending.push({ event, endsAt: this.clock.now().getTime() + this.plan.seconds * 1000 });
  }

  remove(id: string): void {
    this.#deleted.push(id);
    this.#machines.delete(id);
  }

  /** As the API shows it while something is under way. That a restart shows nothing is the worst case, and the default. */
  #shown(wire: WireInstance): WireInstance {
    const effect = this.#pending.find(({ event }) => event.instanceId === wire.id)?.event.effect;
    const away = effect === 'restarted' && this.plan.rebootShows;
    return away || effect === 'started' ? { ...wire, server_status: 'installingbooting' } : wire;
  }

  #settle(): void {
    const now = this.clock.now().getTime();
    const due = this.#pending.filter(({ endsAt }) => endsAt <= now);
    this.#pending = this.#pending.filter(({ endsAt }) => endsAt > now);
    for (const { event } of due) {
      const machine = this.#machines.get(event.instanceId);
      if (!machine || event.effect === 'none') continue;
      const power_status = event.effect === 'halted' ? 'stopped' : 'running';
      machine.wire = { ...machine.wire, power_status };
    }
  }
}

/** Who is asking, and what their key may do. */
export interface Keyholder {
  readonly account: SimulatedAccount;
  readonly acls: readonly string[];
}
