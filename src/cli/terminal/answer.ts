import { Approvals, type Pending } from '../../confirmation/approvals.js';
import { Lockout } from '../../confirmation/lockout.js';
import { matchExpected, type ConfirmationName, type Confirmations } from '../../confirmation/match.js';
import { terminal } from '../../locale/en/terminal.js';
import { wordsIn } from '../../locale/words.js';
import { askConfirmations } from './confirmations.js';
import type { Desk } from './desk.js';
import type { Person } from './person.js';
import { upTo } from './words.js';

/** Asks for the three values until they are right, the person declines, or the server is locked. Gives the exit code. */
export class Answering {
  readonly #approvals: Approvals;
  readonly #lockout: Lockout;
  readonly #words: typeof terminal;

  constructor(
    private readonly desk: Desk,
    private readonly person: Person,
    private readonly pending: Pending,
  ) {
    this.#approvals = new Approvals(desk.store, desk.clock);
    this.#lockout = new Lockout(desk.store, desk.clock);
    this.#words = wordsIn(terminal, desk.locale);
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
    const { clock, by, locale, say } = this.desk;
    if (!(await this.#record('granted'))) return this.#end(this.#words.unrecordedApproval);
    const granted = await this.#approvals.grant(this.pending, values, by);
    if (granted.outcome !== 'granted') return this.#gone();
    say(`${this.#words.approved(upTo(granted.until, clock.now(), locale))}\n`);
    return 0;
  }

  async #decline(): Promise<number> {
    const { by, say } = this.desk;
    if (!(await this.#approvals.decline(this.pending, by))) return this.#gone();
    say(`${this.#words.declined}\n`);
    return (await this.#record('declined')) ? 0 : this.#end(this.#words.unrecordedDecline);
  }

  /** Counted and recorded before the person learns of it. The exit code, or undefined when they may try again. */
  async #wrong(names: readonly ConfirmationName[]): Promise<number | undefined> {
    const counted = await this.#lockout.wrong(this.pending.request.instance);
    const recorded = await this.#record('wrong', names);
    const words = this.#words;
    this.desk.say(`${words.wrong(names.map((name) => words.values[name]))}\n`);
    if (!recorded) return this.#end(words.unrecordedTry);
    if ('until' in counted) return this.#locked(counted.until);
    this.desk.say(`${words.triesLeft(counted.left)}\n`);
    return undefined;
  }

  async #gone(): Promise<number> {
    await this.#record('expired');
    return this.#end(this.#words.gone(this.desk.command('approve')));
  }

  #locked(until: Date): number {
    const { clock, locale } = this.desk;
    return this.#end(this.#words.locked(upTo(until, clock.now(), locale), this.desk.command('unlock')));
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
