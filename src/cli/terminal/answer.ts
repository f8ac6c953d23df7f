import { Approvals, type Pending } from '../../confirmation/approvals.js';
import { Lockout } from '../../confirmation/lockout.js';
import { matchExpected, type ConfirmationName, type Confirmations } from '../../confirmation/match.js';
import { askConfirmations } from './confirmations.js';
import type { Desk } from './desk.js';
import type { Person } from './person.js';
import { listed, upTo } from './words.js';

const GONE =
  'This question is not there any more: it has expired, was answered already, or was put anew because the server changed. Nothing was approved.';
const UNWRITABLE = 'The audit trail cannot be written';

const WHAT: Record<ConfirmationName, string> = {
  ip_confirmation: 'the IP address',
  name_confirmation: 'the name',
  operation_confirmation: 'the operation',
};

/** Asks for the three values until they are right, the person declines, or the server is locked. Gives the exit code. */
export class Answering {
  readonly #approvals: Approvals;
  readonly #lockout: Lockout;

  constructor(
    private readonly desk: Desk,
    private readonly person: Person,
    private readonly pending: Pending,
  ) {
    this.#approvals = new Approvals(desk.store, desk.clock);
    this.#lockout = new Lockout(desk.store, desk.clock);
  }

  async run(): Promise<number> {
    const { expected, instance, variant } = this.pending.request;
    for (;;) {
      const before = await this.#lockout.lockedUntil(instance);
      if (before) return this.#locked(before);
      const values = await askConfirmations(this.person);
      if (!values) return this.#decline();
      // Somebody else may have tried in the meantime: a right guess after the last wrong one must not count.
      const meanwhile = await this.#lockout.lockedUntil(instance);
      if (meanwhile) return this.#locked(meanwhile);
      const { wrong, missing } = matchExpected(values, expected, variant);
      if (wrong.length === 0 && missing.length === 0) return this.#grant(values);
      const end = await this.#wrong([...wrong, ...missing]);
      if (end !== undefined) return end;
    }
  }

  /** The record comes first: no audit, no approval. */
  async #grant(values: Confirmations): Promise<number> {
    const { clock, by, say } = this.desk;
    if (!(await this.#record('granted'))) return this.#end(`${UNWRITABLE}, so nothing was approved.`);
    const granted = await this.#approvals.grant(this.pending, values, by);
    if (granted.outcome !== 'granted') return this.#gone();
    say(
      `Approved. Ask the assistant to call again before ${upTo(granted.until, clock.now())}; the approval is good for that one call.\n`,
    );
    return 0;
  }

  async #decline(): Promise<number> {
    const { by, say } = this.desk;
    if (!(await this.#approvals.decline(this.pending, by))) return this.#gone();
    say('Declined. Nothing will be done, and the assistant is told so when it calls again.\n');
    return (await this.#record('declined'))
      ? 0
      : this.#end(`${UNWRITABLE}: it does not say that you declined.`);
  }

  /** Counted and recorded before the person learns of it. The exit code, or undefined when they may try again. */
  async #wrong(names: readonly ConfirmationName[]): Promise<number | undefined> {
    const counted = await this.#lockout.wrong(this.pending.request.instance);
    const recorded = await this.#record('wrong', names);
    const what = listed(names.map((name) => WHAT[name]));
    this.desk.say(`Wrong: ${what}. Nothing was approved.\n`);
    if (!recorded) return this.#end(`${UNWRITABLE}, so nothing can be approved now.`);
    if ('until' in counted) return this.#locked(counted.until);
    this.desk.say(
      `${counted.left === 1 ? 'After one more wrong try' : `After ${counted.left} more wrong tries`} the power of this server is locked.\n`,
    );
    return undefined;
  }

  async #gone(): Promise<number> {
    await this.#record('expired');
    return this.#end(`${GONE} ${this.desk.command('approve')} shows what waits now.`);
  }

  #locked(until: Date): number {
    return this.#end(
      `After too many wrong confirmations the power of this server is locked until ${upTo(until, this.desk.clock.now())}. ${this.desk.command('unlock')} in a terminal unlocks it.`,
    );
  }

  #end(sentence: string): number {
    this.desk.say(`${sentence}\n`);
    return 1;
  }

  #record(
    outcome: 'granted' | 'declined' | 'wrong' | 'expired',
    wrong?: readonly ConfirmationName[],
  ): Promise<boolean> {
    const { binding, tool, variant, instance } = this.pending.request;
    return this.desk.record({
      kind: 'approval',
      principal: this.desk.by,
      outcome,
      via: 'terminal',
      reference: binding.reference,
      tool,
      action: variant,
      target: instance,
      ...(wrong && { wrong }),
    });
  }
}
