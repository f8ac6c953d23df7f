import { McmError, type ConfirmationLevel, type Instance } from 'multi-cloud-manager/plugin';
import type { CallState, PowerState, Stage } from '../call/state.js';
import type { Roster } from '../fleet/roster.js';
import { refuse } from './refuse.js';
import { stateConflict } from './safety/conflict.js';
import { isLarge, type LargeLimits } from './safety/large.js';
import { productionWord } from './safety/production.js';

/** What counts as production and as large, and which level each asks for. */
export interface SafetySettings {
  readonly productionWords: readonly string[];
  readonly large: LargeLimits & { readonly perProvider: Readonly<Record<string, Partial<LargeLimits>>> };
  readonly levels: Readonly<Record<'ordinary' | 'production' | 'large' | 'unlabelled', ConfirmationLevel>>;
}

/** The built-in checks on the live instance. A plugin or policy can add to them, not remove any. */
export function safety(settings: SafetySettings, roster: Roster): Stage {
  return function safety(state, next) {
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
    /** Every check leaves its decision, also where it found nothing. A warning is what a person is told of it. */
    const judge = (by: string, level: ConfirmationLevel, found: string | undefined, warn = true): void => {
      const { decisions, warnings } = state;
      if (found === undefined) decisions.push({ decision: 'allow', by: `safety:${by}` });
      else decisions.push({ decision: 'confirm', level, reason: found, by: `safety:${by}` });
      if (found !== undefined && warn) warnings.push(found);
    };
    const { levels } = settings;
    judge('ordinary', levels.ordinary, 'Every power action is confirmed.', false);
    judge('state', 'human', target.status === 'unknown' ? 'Its state is unknown to mcm.' : undefined);
    const place = productionWord(target, settings.productionWords);
    judge('production', levels.production, place && `It is marked as production, by ${place}.`);
    const unlabelled = Object.keys(target.tags).length === 0;
    judge('unlabelled', levels.unlabelled, unlabelled ? 'No tag says what it is.' : undefined, false);
    const large = isLarge(target, limitsFor(target));
    judge('large', levels.large, large ? `It is a large instance${sizeOf(target)}.` : undefined);
    const { provider } = roster.get(target.provider);
    state.warnings.push(...(provider.consequences?.(intent.action, intent.force, target) ?? []));
  }

  function limitsFor(target: Instance): LargeLimits {
    return { ...settings.large, ...settings.large.perProvider[target.provider] };
  }
}

function sizeOf(target: Instance): string {
  const parts = [
    ...(target.vcpus === undefined ? [] : [`${String(target.vcpus)} vCPUs`]),
    ...(target.memory_mib === undefined ? [] : [`${String(Math.round(target.memory_mib / 102.4) / 10)} GiB`]),
  ];
  return parts.length > 0 ? ` (${parts.join(', ')})` : '';
}
