import {
  McmError,
  textIn,
  type ConfirmationLevel,
  type Instance,
  type Text,
} from 'multi-cloud-manager/plugin';
import type { CallState, PowerState, Stage } from '../call/state.js';
import type { Roster } from '../fleet/roster.js';
import { calls } from '../locale/en/calls.js';
import { say } from '../locale/words.js';
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
    const judge = (by: string, level: ConfirmationLevel, found: Text | undefined, warn = true): void => {
      const { decisions, warnings, locale } = state;
      if (found === undefined) decisions.push({ decision: 'allow', by: `safety:${by}` });
      else decisions.push({ decision: 'confirm', level, reason: textIn(found, 'en'), by: `safety:${by}` });
      if (found !== undefined && warn) warnings.push(textIn(found, locale));
    };
    const { levels } = settings;
    judge('ordinary', levels.ordinary, 'Every power action is confirmed.', false);
    const unknown = target.status === 'unknown';
    judge('state', 'human', unknown ? say(calls, (words) => words.stateUnknown) : undefined);
    const place = productionWord(target, settings.productionWords);
    judge('production', levels.production, place && say(calls, (words) => words.production[place]));
    const unlabelled = Object.keys(target.tags).length === 0;
    judge('unlabelled', levels.unlabelled, unlabelled ? 'No tag says what it is.' : undefined, false);
    const large = isLarge(target, limitsFor(target));
    judge(
      'large',
      levels.large,
      large ? say(calls, (words) => words.large(target.vcpus, gibOf(target))) : undefined,
    );
    const { provider } = roster.get(target.provider);
    const consequences = provider.consequences?.(intent.action, intent.force, target) ?? [];
    state.warnings.push(...consequences.map((text) => textIn(text, state.locale)));
  }

  function limitsFor(target: Instance): LargeLimits {
    return { ...settings.large, ...settings.large.perProvider[target.provider] };
  }
}

const gibOf = ({ memory_mib }: Instance): number | undefined =>
  memory_mib === undefined ? undefined : Math.round(memory_mib / 102.4) / 10;
