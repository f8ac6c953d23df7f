import { McmError, type ConfirmationLevel, type Instance } from 'multi-cloud-manager/plugin';
import type { CallState, PowerState, Stage } from '../call/state.js';
import type { Roster } from '../fleet/roster.js';
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
  return async function safety(state, next) {
    if (state.power) check(state, state.power);
    return next();
  };

  function check(state: CallState, { target, intent, variant }: PowerState): void {
    const conflict = stateConflict(variant, target.status);
    if (conflict !== undefined) {
      state.decisions.push({ decision: 'deny', reason: conflict, by: 'safety:state' });
      throw new McmError('INSTANCE_STATE_CONFLICT', conflict, {
        provider: target.provider,
        details: { status: target.status, provider_status: target.provider_status },
      });
    }
    const ask = (by: string, level: ConfirmationLevel, reason: string): void => {
      state.decisions.push({ decision: 'confirm', level, reason, by: `safety:${by}` });
    };
    const warn = (by: string, level: ConfirmationLevel, reason: string): void => {
      ask(by, level, reason);
      state.warnings.push(reason);
    };
    ask('ordinary', settings.levels.ordinary, 'Every power action is confirmed.');
    if (target.status === 'unknown') warn('state', 'human', 'Its state is unknown to mcm.');
    const place = productionWord(target, settings.productionWords);
    if (place !== undefined)
      warn('production', settings.levels.production, `It is marked as production, by ${place}.`);
    if (Object.keys(target.tags).length === 0)
      ask('unlabelled', settings.levels.unlabelled, 'No tag says what it is.');
    if (isLarge(target, limitsFor(target)))
      warn('large', settings.levels.large, `It is a large instance${sizeOf(target)}.`);
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
