import { McmError, textIn, type Instance, type Text, type Withheld } from 'multi-cloud-manager/plugin';
import { calls } from '../locale/en/calls.js';
import { say } from '../locale/words.js';

/** Which policy keeps an instance from everyone, and why. */
export interface Denial {
  readonly policy: string;
  readonly reason: Text;
}

/** What the policies of a deployment say of an instance; undefined when none denies it. */
export type DeniedBy = (instance: Instance) => Denial | undefined;

/** There is such an instance, and a policy denies it. Never told as if there were none. */
export class TargetDenied extends McmError {
  constructor(readonly denial: Denial) {
    const { policy, reason } = denial;
    super(
      'POLICY_DENIED',
      say(calls, (words, locale) => words.policyRefuses(policy, textIn(reason, locale))),
      {
        details: { policy },
      },
    );
  }
}

/** Parts what may be told of from what may not, and counts that. */
export function sift(
  instances: readonly Instance[],
  deniedBy: DeniedBy,
): { readonly kept: readonly Instance[]; readonly denials: readonly Denial[] } {
  const kept: Instance[] = [];
  const denials: Denial[] = [];
  for (const instance of instances) {
    const denial = deniedBy(instance);
    if (denial) denials.push(denial);
    else kept.push(instance);
  }
  return { kept, denials };
}

/** As an answer tells of it; nothing where nothing was left out. */
export function withheldOf(denials: readonly Denial[]): { readonly withheld?: Withheld } {
  if (denials.length === 0) return {};
  const counts = new Map<string, number>();
  for (const { policy } of denials) counts.set(policy, (counts.get(policy) ?? 0) + 1);
  return { withheld: Object.fromEntries(counts) };
}
