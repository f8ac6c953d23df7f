import { McmError, textIn, type Instance, type Text } from 'multi-cloud-manager/plugin';
import type { CallState, PowerState, Stage } from '../call/state.js';
import type { Roster } from '../fleet/roster.js';
import { calls } from '../locale/en/calls.js';
import { say } from '../locale/words.js';
import { refuse } from './refuse.js';
import { classify, type InstanceClass, type SafetySettings } from './safety/classes.js';
import { stateConflict } from './safety/conflict.js';

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
    const found = classify(target, settings);
    /** Every check leaves its decision, also where it found nothing. A warning is what a person is told of it. */
    const judge = (by: InstanceClass, reason: Text, warn = true): void => {
      const { decisions, warnings, locale } = state;
      const level = found.levels[by];
      if (!found.in[by]) decisions.push({ decision: 'allow', by: `safety:${by}` });
      else decisions.push({ decision: 'confirm', level, reason: textIn(reason, 'en'), by: `safety:${by}` });
      if (found.in[by] && warn) warnings.push(textIn(reason, locale));
    };
    const { mark } = found;
    judge('ordinary', 'Every power action is confirmed.', false);
    judge(
      'state',
      say(calls, (words) => words.stateUnknown),
    );
    judge('production', mark ? say(calls, (words) => words.production[mark.place]) : '');
    judge('unlabelled', 'No tag says what it is.', false);
    judge(
      'large',
      say(calls, (words) => words.large(target.vcpus, gibOf(target))),
    );
    const { provider } = roster.get(target.provider);
    const consequences = provider.consequences?.(intent.action, intent.force, target) ?? [];
    state.warnings.push(...consequences.map((text) => textIn(text, state.locale)));
  }
}

const gibOf = ({ memory_mib }: Instance): number | undefined =>
  memory_mib === undefined ? undefined : Math.round(memory_mib / 102.4) / 10;
