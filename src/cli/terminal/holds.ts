import type { UnlockRecord } from '../../audit/record.js';
import { Lockout, type LockTarget } from '../../confirmation/lockout.js';
import { terminal } from '../../locale/en/terminal.js';
import { wordsIn } from '../../locale/words.js';
import { PowerLeases } from '../../power/leases.js';
import { thisProcess } from '../../state/owner.js';
import type { Desk } from './desk.js';
import { ago, quoted, upTo } from './words.js';

/** Something that keeps the power of a server from being switched, and that a person may take back. */
export interface Hold {
  readonly what: UnlockRecord['what'];
  readonly target: LockTarget;
  /** What a person reads before they decide. */
  readonly lines: readonly string[];
  /** Takes it back; false when it is not there any more as it was. */
  release(): Promise<boolean>;
}

/** `provider/account/id`, as the command line takes it. */
export const nameOf = ({ provider, account, id }: LockTarget): string => `${provider}/${account}/${id}`;

/** What is locked after wrong confirmations, then the power actions that are marked as under way. */
export async function findHolds(desk: Desk): Promise<readonly Hold[]> {
  const { clock, locale, store } = desk;
  const words = wordsIn(terminal, locale);
  const lockout = new Lockout(store, clock);
  const leases = new PowerLeases(store);
  const now = clock.now();
  const locked = (await lockout.list()).map(({ target, until }): Hold => ({
    what: 'lockout',
    target,
    lines: [quoted(nameOf(target)), words.lockedUntil(upTo(until, now, locale))],
    release: () => lockout.clear(target),
  }));
  const here = await thisProcess(crypto.randomUUID());
  const underWay = (await leases.list()).map((lease): Hold => {
    const { machine, pid } = lease.entry.owner;
    const begun = words.begun[machine === here.machine ? 'here' : 'elsewhere'][lease.gone ? 'gone' : 'runs'];
    return {
      what: 'lease',
      target: lease.target,
      lines: [
        quoted(nameOf(lease.target)),
        begun(ago(new Date(lease.since), now, locale), pid),
        words.mayBeUnderWay,
      ],
      release: () => leases.clear(lease),
    };
  });
  return [...locked, ...underWay];
}
