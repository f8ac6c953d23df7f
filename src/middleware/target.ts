import {
  McmError,
  textIn,
  type Fleet,
  type PowerAction,
  type PowerVariant,
  type Text,
} from 'multi-cloud-manager/plugin';
import type { CallState, Finished, PowerState, Stage } from '../call/state.js';
import type { DeclaredTool } from '../plugin/decorators.js';
import type { ProviderEntry, Roster } from '../fleet/roster.js';
import { calls } from '../locale/en/calls.js';
import { say } from '../locale/words.js';

type PowerDeclaration = Extract<DeclaredTool, { kind: 'power' }>;

/** Reads the live instance that a power call is about: the checks judge that, not the arguments. */
export function target(fleet: Fleet, roster: Roster): Stage {
  return function target(state, next) {
    const { declared } = state.tool;
    return declared.kind === 'power' ? aimed(declared, state, next) : next();
  };

  async function aimed(
    declared: PowerDeclaration,
    state: CallState,
    next: () => Promise<Finished>,
  ): Promise<Finished> {
    const input = state.input;
    const action =
      typeof declared.spec.action === 'string' ? declared.spec.action : declared.spec.action(input);
    const query = declared.spec.target(input);
    state.asked = query;
    const entry = roster.get(query.provider);
    const force = input['force'] === true;
    const variant = supported(entry, action, force);
    if (entry.provider.parseId(query.id) === undefined)
      throw new McmError(
        'VALIDATION_FAILED',
        say(calls, (words, locale) =>
          words.noInstanceId(query.id, entry.provider.displayName, textIn(entry.provider.idForm, locale)),
        ),
        { provider: entry.name },
      );
    const seen = await fleet.one(
      {
        provider: entry.name,
        identifier: query.id,
        as: 'id',
        ...(query.account !== undefined && { account: query.account }),
      },
      { signal: state.signal },
    );
    state.power = powerState(state, action, force, variant, seen);
    return next();
  }
}

function powerState(
  state: CallState,
  action: PowerAction,
  force: boolean,
  variant: PowerVariant,
  seen: PowerState['target'],
): PowerState {
  const { input } = state;
  const reason = typeof input['reason'] === 'string' && input['reason'] !== '' ? input['reason'] : undefined;
  return {
    intent: { action, force, dryRun: input['dry_run'] === true, ...(reason !== undefined && { reason }) },
    variant,
    waitSeconds: typeof input['wait_seconds'] === 'number' ? input['wait_seconds'] : 0,
    target: seen,
  };
}

/** The variant of the action, or why this cloud does not do it. */
function supported(entry: ProviderEntry, action: PowerAction, force: boolean): PowerVariant {
  const { provider } = entry;
  const refuse = (sentence: Text) =>
    new McmError('OPERATION_NOT_SUPPORTED', sentence, { provider: entry.name });
  if (provider.actions.length === 0)
    throw refuse(say(calls, (words) => words.noActions(provider.displayName)));
  if (!provider.actions.includes(action))
    throw refuse(say(calls, (words) => words.noSuchAction(provider.displayName, action, provider.actions)));
  if (!force) return action;
  if (action !== 'reboot')
    throw new McmError(
      'VALIDATION_FAILED',
      say(calls, (words) => words.forceIsForReboot),
    );
  if (provider.canForceReboot !== true)
    throw refuse(say(calls, (words) => words.noForcedReboot(provider.displayName)));
  return 'force_reboot';
}
