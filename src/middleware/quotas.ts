import type { Clock, Instance, Policy, Quota, Text, ToolCall } from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import { calls } from '../locale/en/calls.js';
import { say } from '../locale/words.js';
import { heldIn } from '../state/held.js';
import { stateKey } from '../state/key.js';
import type { StateKey, StateStore } from '../state/store.js';
import { updateState } from '../state/update.js';

/** A call that used one up, and when. By its id a call counts once, also where two policies of one name count it. */
const Used = z.array(z.strictObject({ call: z.string(), at: z.number() }));
type Used = z.output<typeof Used>;

const Counted = z.object({ key: z.string(), count: z.int().min(0), perMs: z.number().positive() });

/** When what a policy counts was done before, within its time; in milliseconds since 1970. */
export type Before = (policy: string, quota: Quota) => Promise<readonly number[]>;

/** What policies count, over every process that shares the state. */
export class Quotas {
  constructor(
    private readonly store: StateStore,
    private readonly clock: Clock,
  ) {}

  /** See {@link Before}. */
  readonly before: Before = async (policy, quota) => {
    const key = keyOf(policy, quota);
    const entry = await this.store.get(key);
    return this.#recent(key, entry?.value, quota).map(({ at }) => at);
  };

  /** Uses one up, unless there are too many: then the sentence that says so. Of several callers at once no more get through than may. */
  async take(policy: string, quota: Quota, call: string): Promise<Text | undefined> {
    const key = keyOf(policy, quota);
    let full: Text | undefined;
    await updateState(this.store, key, (old) => {
      const recent = this.#recent(key, old, quota);
      const at = this.clock.now().getTime();
      full = recent.some((each) => each.call === call)
        ? undefined
        : tooMany(
            quota,
            recent.map((each) => each.at),
          );
      if (full !== undefined) return undefined;
      const others = recent.filter((each) => each.call !== call);
      return { value: [...others, { call, at }], ttlMs: quota.perMs };
    });
    return full;
  }

  /** Gives it back: nothing was sent. */
  async giveBack(policy: string, quota: Quota, call: string): Promise<void> {
    const key = keyOf(policy, quota);
    await updateState(this.store, key, (old) => {
      const recent = this.#recent(key, old, quota);
      return { value: recent.filter((each) => each.call !== call), ttlMs: quota.perMs };
    });
  }

  #recent(key: StateKey, value: unknown, { perMs }: Quota): Used {
    const since = this.clock.now().getTime() - perMs;
    return value === undefined ? [] : heldIn({ key, value }, Used).filter(({ at }) => at > since);
  }
}

/** What a call uses up of a policy. Throws what the policy throws, and for what is no quota. */
export function quotaOf(rule: Policy, call: ToolCall, target: Instance): Quota | undefined {
  const quota: unknown = rule.quota?.(call, target);
  return quota === undefined ? undefined : Counted.parse(quota);
}

/** Why there cannot be one more, given when there were others. */
export function tooMany({ count, perMs }: Quota, before: readonly number[]): Text | undefined {
  if (before.length < count) return undefined;
  const oldest = before.toSorted((a, b) => a - b)[before.length - count];
  const next = oldest === undefined ? undefined : new Date(oldest + perMs).toISOString();
  const minutes = Math.ceil(perMs / 60_000);
  return say(calls, (words) => {
    const span = minutes % 60 === 0 ? words.hours(minutes / 60) : words.minutes(minutes);
    return words.tooMany(before.length, span, count, next);
  });
}

const keyOf = (policy: string, { key, perMs }: Quota): StateKey =>
  stateKey('quota', policy, key, String(perMs));
