import type { Policy } from 'multi-cloud-manager/plugin';
import type { z } from 'zod';
import type { BUILTIN_POLICY_NAMES } from '../config/builtin-names.js';

/** A policy that comes with mcm: what makes it, and the schema of its options, for sentences about what is wrong in them. */
export interface BuiltinPolicy {
  readonly make: (options: never) => Policy;
  readonly options: z.ZodType;
}

/** Where each is. It loads when the config names it, like any other. */
export const BUILTIN_POLICIES: Readonly<
  Record<(typeof BUILTIN_POLICY_NAMES)[number], () => Promise<BuiltinPolicy>>
> = {
  'allow-targets': async () => {
    const { allowTargets, AllowTargetsOptions } = await import('../policies/allow-targets.js');
    return { make: allowTargets, options: AllowTargetsOptions };
  },
  'change-window': async () => {
    const { changeWindow, ChangeWindowOptions } = await import('../policies/change-window.js');
    return { make: changeWindow, options: ChangeWindowOptions };
  },
  'deny-targets': async () => {
    const { denyTargets, DenyTargetsOptions } = await import('../policies/deny-targets.js');
    return { make: denyTargets, options: DenyTargetsOptions };
  },
  'max-actions': async () => {
    const { maxActions, MaxActionsOptions } = await import('../policies/max-actions.js');
    return { make: maxActions, options: MaxActionsOptions };
  },
  'require-human': async () => {
    const { requireHuman, RequireHumanOptions } = await import('../policies/require-human.js');
    return { make: requireHuman, options: RequireHumanOptions };
  },
  'require-reason': async () => {
    const { requireReason, RequireReasonOptions } = await import('../policies/require-reason.js');
    return { make: requireReason, options: RequireReasonOptions };
  },
};
