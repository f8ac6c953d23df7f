import type { Clock, Principal } from 'multi-cloud-manager/plugin';
import type { Answer } from '../call/request.js';
import { heldIn } from '../state/held.js';
import { stateKey } from '../state/key.js';
import type { StateEntry, StateKey, StateStore } from '../state/store.js';
import { cleanText } from '../text/clean.js';
import { ApprovalState, type ApprovalRequest } from './approval-state.js';
import { ASK_MS, type Question } from './confirmer.js';
import { expectedOf, matchExpected, type Confirmations, type Match } from './match.js';
import { targetOf, wouldOf } from './wording.js';

/** How long an approval waits for the same call. */
const GRANT_MS = 5 * 60_000;

/** A question that waits for a person. */
export interface Pending {
  /** To tell questions apart on a command line; it grants nothing. */
  readonly id: string;
  readonly request: ApprovalRequest;
  readonly entry: StateEntry;
}

/** What came of a person's answer. `gone`: the question has expired, was answered already, or was put anew. */
export type Granted =
  | { readonly outcome: 'granted'; readonly until: Date }
  | { readonly outcome: 'wrong'; readonly match: Match }
  | { readonly outcome: 'gone' };

/**
 * Questions to a person and their answers, in the state that processes share. The host asks and takes; a person answers in a
 * terminal, where neither the cloud nor its credentials are at hand. An answer is taken once, and only by the call it is bound to.
 */
export class Approvals {
  constructor(
    private readonly store: StateStore,
    private readonly clock: Clock,
  ) {}

  /** Puts the question; anew when the instance has changed since. One that waits already stays as it is, for a person may be typing. */
  async request(question: Question): Promise<Pending> {
    const request = requestOf(question, this.clock.now());
    const key = keyOf(question.binding.reference);
    const value: ApprovalState = { status: 'pending', request };
    for (;;) {
      const old = await this.store.get(key);
      if (old && stillAsks(old, question)) return pendingOf(old);
      const entry = old
        ? await this.store.compareAndSet(old, value, { ttlMs: ASK_MS })
        : await this.store.putIfAbsent(key, value, { ttlMs: ASK_MS });
      if (entry) return pendingOf(entry);
    }
  }

  /** The answer to this question, taken: whoever comes second finds none. */
  async take({ binding }: Question): Promise<Answer | undefined> {
    const entry = await this.store.get(keyOf(binding.reference));
    if (!entry) return undefined;
    const state = heldIn(entry, ApprovalState);
    if (state.status === 'pending') return undefined;
    if (!(await this.store.delete(entry))) return undefined;
    // One whose files were put back, by whoever synchronizes folders, was used already.
    const spent = stateKey('spent', entry.version);
    if (!(await this.store.putIfAbsent(spent, {}, { ttlMs: GRANT_MS }))) return undefined;
    // One from the future was dated by another clock; how old it really is nobody knows.
    if (entry.createdAt > this.clock.now()) return undefined;
    const answer = { binding: state.request.binding, via: 'terminal', by: state.by };
    return state.status === 'granted'
      ? { ...answer, outcome: 'accepted', values: given(state.values) }
      : { ...answer, outcome: 'declined' };
  }

  /** What waits for a person, oldest first. */
  async pending(): Promise<readonly Pending[]> {
    const entries = await this.store.list('approval');
    return entries.filter((entry) => heldIn(entry, ApprovalState).status === 'pending').map(pendingOf);
  }

  /** Approves, if the three values are right. They are compared once more, with the live instance, when the call comes. */
  async grant(pending: Pending, values: Confirmations, by: Principal): Promise<Granted> {
    const { request } = pending;
    const match = matchExpected(values, request.expected, request.variant);
    if (match.wrong.length > 0 || match.missing.length > 0) return { outcome: 'wrong', match };
    const state: ApprovalState = { status: 'granted', request, by: own(by), values: given(values) };
    const entry = await this.store.compareAndSet(pending.entry, state, { ttlMs: GRANT_MS });
    return entry?.expiresAt ? { outcome: 'granted', until: entry.expiresAt } : { outcome: 'gone' };
  }

  /** Says no; false when the question is gone. */
  async decline(pending: Pending, by: Principal): Promise<boolean> {
    const state: ApprovalState = { status: 'declined', request: pending.request, by: own(by) };
    return (await this.store.compareAndSet(pending.entry, state, { ttlMs: GRANT_MS })) !== undefined;
  }
}

const keyOf = (reference: string): StateKey => `approval/${reference}`;

/** An answer that nobody has taken is left alone too: the next call takes it. */
function stillAsks(entry: StateEntry, { binding }: Question): boolean {
  const { status, request } = heldIn(entry, ApprovalState);
  return status !== 'pending' || JSON.stringify(request.binding.seen) === JSON.stringify(binding.seen);
}

function pendingOf(entry: StateEntry): Pending {
  const { request } = heldIn(entry, ApprovalState);
  return { id: request.binding.reference.slice(0, 8), request, entry };
}

function requestOf(question: Question, now: Date): ApprovalRequest {
  const { binding, level, tool, variant, target, warnings, locale, principal, client } = question;
  return {
    binding: { reference: binding.reference, seen: { ...binding.seen } },
    level,
    tool,
    variant,
    instance: { provider: target.provider, account: target.account, id: target.id },
    shown: { ...targetOf(target) },
    would: wouldOf(variant, locale),
    warnings: [...warnings],
    principal: own(principal),
    ...(client && { client: { name: cleanText(client.name, 100), version: cleanText(client.version, 100) } }),
    expected: expectedOf(target),
    askedAt: now.toISOString(),
  };
}

const own = ({ id, source, groups, authenticated }: Principal) => ({
  id,
  source,
  groups: [...groups],
  authenticated,
});

/** Without the keys that hold nothing. */
function given(values: Confirmations): Record<string, string> {
  const entries = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}
