import { McmError, type Clock } from 'multi-cloud-manager/plugin';
import { Approvals } from '../confirmation/approvals.js';
import { Lockout } from '../confirmation/lockout.js';
import { ConfigError } from '../config/error.js';
import { PowerLeases } from '../power/leases.js';
import type { StateStore } from '../state/store.js';
import { failed, ok, warning, type Check } from './check.js';

/** What is looked at: the state that processes share, and that of this machine. */
export interface HeldState {
  readonly store: StateStore;
  readonly local: StateStore;
  readonly clock: Clock;
}

type Target = Readonly<Record<'provider' | 'account' | 'id', string>>;

/** What keeps the power of a server from being switched, and what waits for a person. */
export async function heldChecks({ store, local, clock }: HeldState): Promise<readonly Check[]> {
  return [
    ...(await readable('lock', () => lockChecks(store, clock))),
    ...(await readable('approval', () => approvalChecks(local, clock))),
  ];
}

async function lockChecks(store: StateStore, clock: Clock): Promise<readonly Check[]> {
  const locked = await new Lockout(store, clock).list();
  const leases = await new PowerLeases(store).list();
  const left = leases.filter(({ gone }) => gone);
  const running = leases.length - left.length;
  const found = [
    ...(locked.length === 0
      ? []
      : [
          warning('lock', {
            found: `Locked after wrong confirmations: ${namesOf(locked)}.`,
            next: 'Wait 15 minutes, or let a person run `mcm unlock`.',
          }),
        ]),
    ...(left.length === 0
      ? []
      : [
          warning('lock', {
            found: `A power action was under way when its process ended: ${namesOf(left)}.`,
            next: 'Look at the server itself. The next action does not wait for it; `mcm unlock` takes the mark away.',
          }),
        ]),
  ];
  if (found.length > 0) return found;
  return [
    ok(
      'lock',
      running === 0 ? 'No server is locked.' : `Under way now: ${namesOf(leases)}. Nothing is locked.`,
    ),
  ];
}

async function approvalChecks(local: StateStore, clock: Clock): Promise<readonly Check[]> {
  const pending = await new Approvals(local, clock).pending();
  if (pending.length === 0) return [ok('approval', 'Nothing waits for a person.')];
  return [
    warning('approval', {
      found: `Waiting for a person: ${pending.map(({ request }) => `${request.variant} on ${nameOf(request.instance)}`).join(', ')}.`,
      next: 'Run `mcm approve` in a terminal, or let it expire.',
    }),
  ];
}

/** State that cannot be read refuses every power action. */
async function readable(
  id: 'lock' | 'approval',
  work: () => Promise<readonly Check[]>,
): Promise<readonly Check[]> {
  try {
    return await work();
  } catch (error) {
    if (!McmError.is(error) && !(error instanceof ConfigError)) throw error;
    return [
      failed(id, {
        found: error.message,
        next: 'Do what it says. While the state cannot be read, mcm refuses every power action.',
      }),
    ];
  }
}

const nameOf = ({ provider, account, id }: Target): string => `${provider}/${account}/${id}`;

const namesOf = (each: readonly { readonly target: Target }[]): string =>
  each.map(({ target }) => nameOf(target)).join(', ');
