import type { Instance, Middleware, Policy, Text } from 'multi-cloud-manager/plugin';
import { frozenCopy } from '../confirmation/frozen-copy.js';
import type { DeniedBy } from '../fleet/denied.js';
import { calls } from '../locale/en/calls.js';
import { isText } from '../locale/is-text.js';
import { say } from '../locale/words.js';

/** What the policies together say of an instance; undefined where none of them is about instances as such. */
export function deniedBy(rules: readonly (Policy | Middleware)[]): DeniedBy | undefined {
  const denying = rules.filter((rule) => rule.kind === 'policy').filter((rule) => rule.denies !== undefined);
  if (denying.length === 0) return undefined;
  return (instance) => {
    const shown = frozenCopy(instance);
    for (const rule of denying) {
      const reason = denialOf(rule, shown);
      if (reason !== undefined) return { policy: rule.name, reason };
    }
    return undefined;
  };
}

/** Why a policy denies the instance. One that throws or answers what is no reason denies. */
export function denialOf(rule: Policy, instance: Instance): Text | undefined {
  try {
    const reason: unknown = rule.denies?.(instance);
    if (reason === undefined || isText(reason)) return reason;
    return say(calls, (words) => words.policyNoReason);
  } catch {
    return say(calls, (words) => words.policyFailedOn);
  }
}

/** Every instance in an answer, however deep: what a tool got past the fleet is known by its shape alone. */
export function instancesIn(value: unknown): readonly Instance[] {
  if (value === null || typeof value !== 'object') return [];
  const deeper = Object.values(value).flatMap(instancesIn);
  return isInstance(value) ? [value, ...deeper] : deeper;
}

function isInstance(value: object): value is Instance {
  const { provider, account, id, name, region, tags } = value as Partial<Instance>;
  const words = [provider, account, id, name, region];
  return words.every((word) => typeof word === 'string') && typeof tags === 'object';
}
