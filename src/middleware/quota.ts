import {
  McmError,
  textIn,
  type Middleware,
  type Permit,
  type Policy,
  type Quota,
  type ToolCall,
} from 'multi-cloud-manager/plugin';
import type { CallState, Finished, Stage } from '../call/state.js';
import { calls } from '../locale/en/calls.js';
import { say } from '../locale/words.js';
import { wasHandedOver } from '../power/permit.js';
import { quotaOf, type Quotas } from './quotas.js';
import { refuse } from './refuse.js';

/**
 * Uses up what policies count, right before the action: of several at once no more get through than may. What was not handed to the
 * cloud's plugin is given back.
 */
export function quota(rules: readonly (Policy | Middleware)[], quotas: Quotas): Stage {
  const counting = rules.filter((rule) => rule.kind === 'policy').filter((rule) => rule.quota !== undefined);
  return function quota(state, next) {
    const { permit, view } = state;
    return permit && view ? counted(state, permit, view, next) : next();
  };

  async function counted(
    state: CallState,
    permit: Permit,
    view: ToolCall,
    next: () => Promise<Finished>,
  ): Promise<Finished> {
    const taken: { readonly policy: string; readonly quota: Quota }[] = [];
    try {
      for (const rule of counting) {
        const wanted = quotaOf(rule, view, permit.instance);
        if (wanted === undefined) continue;
        const full = await quotas.take(rule.name, wanted, state.id);
        if (full !== undefined)
          throw refuse(
            state,
            rule.name,
            new McmError(
              'POLICY_DENIED',
              say(calls, (words, locale) => words.policyRefuses(rule.name, textIn(full, locale))),
              { details: { policy: rule.name } },
            ),
          );
        taken.push({ policy: rule.name, quota: wanted });
      }
      return await next();
    } finally {
      if (!wasHandedOver(permit))
        for (const each of taken)
          // One that cannot be given back counts: too many counted is the safe side.
          await quotas.giveBack(each.policy, each.quota, state.id).catch(() => undefined);
    }
  }
}
