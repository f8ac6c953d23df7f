import type { Clock, Principal } from 'multi-cloud-manager/plugin';
import { Approvals, type Pending } from '../../../src/confirmation/approvals.js';
import { Lockout } from '../../../src/confirmation/lockout.js';
import { PowerLeases } from '../../../src/power/leases.js';
import { FileStore } from '../../../src/state/file-store.js';
import type { Values } from './world.js';

/** Who sits at the terminal. */
const EVE: Principal = { id: 'eve', source: 'terminal', groups: [], authenticated: false };

/** What a person does in a terminal of their own, in another process: nothing is shared but the state directory. */
export class Person {
  readonly lockout: Lockout;
  readonly leases: PowerLeases;
  readonly #approvals: Approvals;

  constructor(stateDir: string, clock: Clock) {
    const store = new FileStore({ stateDir, clock, host: 'terminal' });
    this.#approvals = new Approvals(store, clock);
    this.lockout = new Lockout(store, clock);
    this.leases = new PowerLeases(store);
  }

  pending(): Promise<readonly Pending[]> {
    return this.#approvals.pending();
  }

  /** The question that waits; the first where there are several. */
  async asked(): Promise<Pending> {
    const [first] = await this.pending();
    if (!first) throw new Error('Nobody is asked.');
    return first;
  }

  async approves(values: Values, question?: Pending): Promise<string> {
    return (await this.#approvals.grant(question ?? (await this.asked()), values, EVE)).outcome;
  }

  async declines(): Promise<boolean> {
    return this.#approvals.decline(await this.asked(), EVE);
  }
}
