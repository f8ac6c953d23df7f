import { randomBytes } from 'node:crypto';
import type { Clock, ConfirmationQuestion } from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import type { Binding } from '../call/request.js';
import { heldIn } from '../state/held.js';
import { stateKey } from '../state/key.js';
import type { StateEntry, StateKey, StateStore } from '../state/store.js';
import { ASK_MS, type Question } from './confirmer.js';
import { questionDigest } from './digest.js';
import { frozenCopy } from './frozen-copy.js';
import { targetOf, wouldOf } from './wording.js';

/** What is kept of a question: an answer is held against this, not against what a plugin says of it. */
const Kept = z.object({ nonce: z.string(), seen: z.record(z.string(), z.string()) });

/** A question that was put through a plugin. */
export interface PutQuestion {
  /** As the plugin gets it. */
  readonly question: ConfirmationQuestion;
  /** What an answer to it is bound to: the call, and the facts as they were when it was put. */
  readonly binding: Binding;
  readonly entry: StateEntry;
}

/** The questions that were put through one confirmer of a plugin, in the state that processes share. */
export class PutQuestions {
  constructor(
    private readonly confirmer: string,
    private readonly store: StateStore,
    private readonly clock: Clock,
  ) {}

  /** The question, put now or before; anew when the instance has changed since. */
  async put(question: Question): Promise<PutQuestion> {
    const { store } = this;
    const key = this.#key(question);
    const seen = JSON.stringify(question.binding.seen);
    for (;;) {
      const old = await store.get(key);
      if (old && JSON.stringify(heldIn(old, Kept).seen) === seen) return putQuestion(question, old);
      const value = { nonce: randomBytes(16).toString('hex'), seen: { ...question.binding.seen } };
      const entry = old
        ? await store.compareAndSet(old, value, { ttlMs: ASK_MS })
        : await store.putIfAbsent(key, value, { ttlMs: ASK_MS });
      if (entry) return putQuestion(question, entry);
    }
  }

  /** The question that waits for an answer, with the facts as they were when it was put. */
  async waiting(question: Question): Promise<PutQuestion | undefined> {
    const entry = await this.store.get(this.#key(question));
    return entry && putQuestion(question, entry);
  }

  /** Takes the question away, because it was answered; false where the answer does not count. */
  async spend({ entry, question }: PutQuestion): Promise<boolean> {
    if (!(await this.store.delete(entry))) return false;
    // One that was put back, by whoever restores a store, was used already.
    const spent = stateKey('spent', question.digest);
    if (!(await this.store.putIfAbsent(spent, {}, { ttlMs: ASK_MS }))) return false;
    // One from the future was dated by another clock; how old it really is nobody knows.
    return entry.createdAt <= this.clock.now();
  }

  #key({ binding }: Question): StateKey {
    return stateKey('asked', this.confirmer, binding.reference);
  }
}

function putQuestion(asked: Question, entry: StateEntry): PutQuestion {
  const { nonce, seen } = heldIn(entry, Kept);
  const { level, tool, variant, target, warnings, locale, principal, client } = asked;
  const binding = { reference: asked.binding.reference, seen };
  const question = frozenCopy({
    digest: questionDigest(nonce, binding),
    expiresAt: entry.expiresAt ?? entry.createdAt,
    level,
    tool,
    action: variant,
    would: wouldOf(variant, locale),
    target: targetOf(target),
    warnings,
    locale,
    principal,
    client,
  });
  return { question, binding, entry };
}
