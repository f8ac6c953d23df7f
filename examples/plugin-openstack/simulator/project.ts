import type { SimulatorClock } from 'multi-cloud-manager/testing';
import { REGION, wireOf, type ServerSpec, type ServerState } from './server.js';

interface Machine {
  readonly spec: ServerSpec;
  state: ServerState;
  /** What it becomes, and when. */
  pending?: { readonly at: number; readonly state: ServerState };
}

/** The servers of one project. Time passes when it is looked at: there are no timers. */
export class Project {
  readonly #machines = new Map<string, Machine>();

  constructor(
    readonly id: string,
    servers: readonly ServerSpec[],
    private readonly clock: SimulatorClock,
  ) {
    for (const spec of servers)
      this.#machines.set(spec.id, { spec, state: { status: spec.status ?? 'ACTIVE', task: null } });
  }

  /** In Nova's order, by id. */
  servers(region: string): readonly ServerSpec[] {
    return [...this.#machines.values()]
      .map(({ spec }) => spec)
      .filter((spec) => (spec.region ?? REGION) === region)
      .sort((one, other) => one.id.localeCompare(other.id));
  }

  server(region: string, id: string): ServerSpec | undefined {
    return this.servers(region).find((spec) => spec.id === id);
  }

  state(id: string): ServerState | undefined {
    const machine = this.#machines.get(id);
    if (machine?.pending && machine.pending.at <= this.clock.now().getTime()) {
      machine.state = machine.pending.state;
      delete machine.pending;
    }
    return machine?.state;
  }

  wire(spec: ServerSpec): Record<string, unknown> {
    return wireOf(spec, this.state(spec.id) ?? { status: 'UNKNOWN', task: null }, this.id);
  }

  /** Begins a task that leads to a status. */
  begin(id: string, during: ServerState, status: string, seconds: number): void {
    const machine = this.#machines.get(id);
    if (!machine) return;
    machine.state = during;
    machine.pending = { at: this.clock.now().getTime() + seconds * 1000, state: { status, task: null } };
  }

  remove(id: string): void {
    this.#machines.delete(id);
  }
}
