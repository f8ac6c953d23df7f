import { McmError, type Clock, type Locale } from 'multi-cloud-manager/plugin';
import { Approvals } from '../confirmation/approvals.js';
import { Lockout } from '../confirmation/lockout.js';
import { ConfigError } from '../config/error.js';
import { doctorMachine } from '../locale/en/doctor-machine.js';
import { wordsIn } from '../locale/words.js';
import { PowerLeases } from '../power/leases.js';
import type { StateStore } from '../state/store.js';
import { spoken } from '../locale/error-in.js';
import { failed, ok, warning, type Check } from './check.js';

/** What is looked at: the state that processes share, and that of this machine. */
export interface HeldState {
  readonly store: StateStore;
  readonly local: StateStore;
  readonly clock: Clock;
}

type Target = Readonly<Record<'provider' | 'account' | 'id', string>>;
type Words = typeof doctorMachine.held;

/** What keeps the power of a server from being switched, and what waits for a person. */
export async function heldChecks(
  { store, local, clock }: HeldState,
  locale: Locale,
): Promise<readonly Check[]> {
  const words = wordsIn(doctorMachine, locale).held;
  return [
    ...(await readable('lock', locale, () => lockChecks(store, clock, words))),
    ...(await readable('approval', locale, () => approvalChecks(local, clock, words))),
  ];
}

async function lockChecks(store: StateStore, clock: Clock, words: Words): Promise<readonly Check[]> {
  const locked = await new Lockout(store, clock).list();
  const leases = await new PowerLeases(store).list();
  const left = leases.filter(({ gone }) => gone);
  const running = leases.length - left.length;
  const found = [
    ...(locked.length === 0
      ? []
      : [warning('lock', { found: words.locked(namesOf(locked)), next: words.unlock })]),
    ...(left.length === 0
      ? []
      : [warning('lock', { found: words.left(namesOf(left)), next: words.lookAtServer })]),
  ];
  if (found.length > 0) return found;
  return [ok('lock', running === 0 ? words.nothingLocked : words.underWay(namesOf(leases)))];
}

async function approvalChecks(local: StateStore, clock: Clock, words: Words): Promise<readonly Check[]> {
  const pending = await new Approvals(local, clock).pending();
  if (pending.length === 0) return [ok('approval', words.nothingWaits)];
  const requests = pending.map(({ request }) => words.request(request.variant, nameOf(request.instance)));
  return [warning('approval', { found: words.waiting(requests), next: words.approve })];
}

/** State that cannot be read refuses every power action. */
async function readable(
  id: 'lock' | 'approval',
  locale: Locale,
  work: () => Promise<readonly Check[]>,
): Promise<readonly Check[]> {
  try {
    return await work();
  } catch (error) {
    if (!McmError.is(error) && !(error instanceof ConfigError)) throw error;
    const next = wordsIn(doctorMachine, locale).held.unreadable;
    return [failed(id, { found: spoken(error, locale), next })];
  }
}

const nameOf = ({ provider, account, id }: Target): string => `${provider}/${account}/${id}`;

const namesOf = (each: readonly { readonly target: Target }[]): readonly string[] =>
  each.map(({ target }) => nameOf(target));
