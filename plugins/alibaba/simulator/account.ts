import type { SimulatorClock } from 'multi-cloud-manager/testing';
import type { SimulatedInstance } from './instance.js';
import type { WireInstance } from './wire.js';

/** How an action ends: as asked, or with the instance back where it was. */
export type ActionOutcome = 'completed' | 'reverted';

/** A time in which an instance was up; `until` is undefined while it is. Milliseconds. */
export interface Uptime {
  readonly from: number;
  until?: number;
}

interface Step {
  readonly at: number;
  readonly change: Partial<WireInstance>;
}

interface Machine {
  wire: WireInstance;
  readonly bareMetal: boolean;
  readonly uptimes: Uptime[];
  steps: Step[];
}

/** The instances of one account. Time passes when it is looked at: there are no timers. */
export class SimulatedAccount {
  readonly #machines = new Map<string, Machine>();

  constructor(
    instances: readonly SimulatedInstance[],
    readonly regions: readonly string[],
    readonly economical: boolean,
    private readonly clock: SimulatorClock,
  ) {
    for (const { wire, bareMetal } of instances) {
      const uptimes = wire.Status === 'Stopped' ? [] : [{ from: Date.parse(wire.CreationTime) }];
      this.#machines.set(wire.InstanceId, { wire, bareMetal, uptimes, steps: [] });
    }
  }

  instances(region: string): readonly WireInstance[] {
    return [...this.#machines.keys()].flatMap((id) => {
      const wire = this.instance(id);
      return wire?.RegionId === region ? [wire] : [];
    });
  }

  instance(id: string): WireInstance | undefined {
    const machine = this.#machines.get(id);
    if (machine) this.#settle(machine);
    return machine?.wire;
  }

  isBareMetal(id: string): boolean {
    return this.#machines.get(id)?.bareMetal ?? false;
  }

  /** When it was up. */
  uptimes(id: string): readonly Uptime[] {
    this.instance(id);
    return this.#machines.get(id)?.uptimes ?? [];
  }

  /** Begins a chain of changes: each is what the instance is from so many seconds on. */
  begin(id: string, changes: readonly (readonly [seconds: number, change: Partial<WireInstance>])[]): void {
    const machine = this.#machines.get(id);
    if (!machine) return;
    const now = this.clock.now().getTime();
    machine.steps = changes.map(([seconds, change]) => ({ at: now + seconds * 1000, change }));
    this.#settle(machine);
  }

  remove(id: string): void {
    this.#machines.delete(id);
  }

  #settle(machine: Machine): void {
    const now = this.clock.now().getTime();
    const due = machine.steps.filter(({ at }) => at <= now);
    machine.steps = machine.steps.filter(({ at }) => at > now);
    for (const { at, change } of due) {
      const was = machine.wire.Status;
      machine.wire = { ...machine.wire, ...change };
      const current = machine.uptimes.at(-1);
      if (was === 'Running' && machine.wire.Status !== 'Running' && current) current.until = at;
      if (was !== 'Running' && machine.wire.Status === 'Running') machine.uptimes.push({ from: at });
    }
  }
}
