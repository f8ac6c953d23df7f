import { McmError, type Instance } from 'multi-cloud-manager/plugin';
import type { CallState, PowerState, Stage } from '../call/state.js';
import type { Roster } from '../fleet/roster.js';
import { refuse } from './refuse.js';
import { classify, type InstanceClass, type SafetySettings } from './safety/classes.js';
import { stateConflict } from './safety/conflict.js';

/** The built-in checks on the live instance. A plugin or policy can add to them, not remove any. */
export function safety(settings: SafetySettings, roster: Roster): Stage {
  return async function safety(state, next) {
    if (state.power) check(state, state.power);
    return next();
  };

  function check(state: CallState, { target, intent, variant }: PowerState): void {
    const conflict = stateConflict(variant, target.status);
    if (conflict !== undefined)
      throw refuse(
        state,
        'safety:state',
        new McmError('INSTANCE_STATE_CONFLICT', conflict, {
          provider: target.provider,
          details: { status: target.status, provider_status: target.provider_status },
        }),
      );
    const found = classify(target, settings);
    /** Every check leaves its decision, also where it found nothing. A warning is what a person is told of it. */
    const judge = (by: InstanceClass, reason: string, warn = true): void => {
      const { decisions, warnings } = state;
      if (!found.in[by]) decisions.push({ decision: 'allow', by: `safety:${by}` });
      else decisions.push({ decision: 'confirm', level: found.levels[by], reason, by: `safety:${by}` });
      if (found.in[by] && warn) warnings.push(reason);
    };
    judge('ordinary', 'Every power action is confirmed.', false);
    judge('state', 'Its state is unknown to mcm.');
    judge('production', `It is marked as production, by ${found.mark?.place ?? ''}.`);
    judge('unlabelled', 'No tag says what it is.', false);
    judge('large', `It is a large instance${sizeOf(target)}.`);
    const { provider } = roster.get(target.provider);
    state.warnings.push(...(provider.consequences?.(intent.action, intent.force, target) ?? []));
  }
}

function sizeOf(target: Instance): string {
  const parts = [
    ...(target.vcpus === undefined ? [] : [`${String(target.vcpus)} vCPUs`]),
    ...(target.memory_mib === undefined ? [] : [`${String(Math.round(target.memory_mib / 102.4) / 10)} GiB`]),
  ];
  return parts.length > 0 ? ` (${parts.join(', ')})` : '';
}
