import { McmError, type Clock, type Fleet, type Instance, type Policy } from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import type { AuditDecision } from '../../audit/record.js';
import type { CallState, CatalogueTool, Finished } from '../../call/state.js';
import { requiredLevel } from '../../confirmation/levels.js';
import { TargetDenied } from '../../fleet/denied.js';
import { systemClock } from '../../http/wait.js';
import { deniedBy } from '../../middleware/denied-targets.js';
import { policies as stage } from '../../middleware/policies.js';
import type { Case, Expected } from './cases.js';

/** What the policies said of a case. */
export interface Trial {
  readonly name: string;
  readonly passed: boolean;
  readonly expected: Expected;
  /** What all of them come to. */
  readonly got: Pick<Expected, 'decision' | 'level'>;
  /** In order, to the first that denies: the others are not asked. */
  readonly said: readonly AuditDecision[];
}

/**
 * Puts a case to the policies in the very stage that calls go through. No cloud is asked, and nothing is written. The clock is for how
 * long a policy may take; the time of the call is the case's.
 */
export async function tryCase(
  given: Case,
  list: readonly Policy[],
  clock: Clock = systemClock,
): Promise<Trial> {
  const target = given.action !== undefined || given.target ? instanceOf(given.target) : undefined;
  const state = stateOf(given, target);
  const judge = stage(list, {
    fleet: fleetWith(target),
    clock: { now: () => given.time, sleep: (ms, signal) => clock.sleep(ms, signal) },
    before: async () => Array.from({ length: given.already }, () => given.time.getTime()),
  });
  const denied = deniedBy(list);
  const read = async (): Promise<Finished> => {
    const denial = !state.power && target && denied?.(target);
    if (denial) throw new TargetDenied(denial);
    return { kind: 'result', content: {}, text: '' };
  };
  try {
    await judge(state, read);
  } catch (error) {
    if (!McmError.is(error) || error.code !== 'POLICY_DENIED') throw error;
  }
  const said = state.decisions;
  const got = strictest(said);
  return {
    name: given.name,
    passed: isAsExpected(given.expect, got, said),
    expected: given.expect,
    got,
    said,
  };
}

function strictest(said: readonly AuditDecision[]): Trial['got'] {
  if (said.some(({ decision }) => decision === 'deny')) return { decision: 'deny' };
  const asking = said.filter(({ decision }) => decision === 'confirm');
  return asking.length === 0 ? { decision: 'allow' } : { decision: 'confirm', level: requiredLevel(asking) };
}

/** The level, the policy and the words of what decided it. */
function isAsExpected(expected: Expected, got: Trial['got'], said: readonly AuditDecision[]): boolean {
  const { decision, level, by, reason } = expected;
  if (decision !== got.decision || (level !== undefined && level !== got.level)) return false;
  return said.some(
    (each) =>
      each.decision === decision &&
      (each.decision !== 'confirm' || each.level === got.level) &&
      (by === undefined || each.by === by) &&
      (reason === undefined || (each.decision !== 'allow' && each.reason.includes(reason))),
  );
}

function stateOf(given: Case, target: Instance | undefined): CallState {
  const { action, force, dryRun, reason, principal, client, input, time } = given;
  const signal = new AbortController().signal;
  const tool = toolOf(given);
  const intent = action && { action, force, dryRun, ...(reason !== undefined && { reason }) };
  return {
    id: 'policy-test',
    request: {
      tool: tool.name,
      arguments: input,
      session: { id: 'policy-test', principal, client, canAsk: false },
      signal,
    },
    tool,
    startedAt: time,
    signal,
    // A read tool names its instance; whatever is named here, the case says what is found.
    input: { ...(target && !intent && { identifier: target.id }), ...input },
    decisions: [],
    warnings: [],
    locale: 'en',
    ...(intent &&
      target && {
        power: {
          intent,
          variant: force && action === 'reboot' ? 'force_reboot' : intent.action,
          waitSeconds: 0,
          target,
        },
      }),
  };
}

function toolOf({ action, tool, plugin }: Case): CatalogueTool {
  const name = tool ?? (action === undefined ? 'get_instance_by_provider' : 'manage_instance_power');
  const nothing = z.object({});
  return {
    name,
    plugin,
    access: action === undefined ? 'read' : 'power',
    declared: {
      kind: 'read',
      method: name,
      spec: { name, title: name, description: name, access: 'read', input: nothing, output: nothing },
    },
    method: () => undefined,
  };
}

const instanceOf = (given: Case['target'] = {}): Instance => ({
  provider: 'example',
  account: 'default',
  id: 'i-1',
  name: 'server-1',
  status: 'running',
  provider_status: 'running',
  region: 'region-1',
  type: 'small',
  public_ips: ['192.0.2.1'],
  private_ips: [],
  tags: {},
  ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
});

/** Finds the instance of the case, and has no other. */
function fleetWith(target: Instance | undefined): Fleet {
  const none = async (): Promise<never> => {
    throw new McmError('OPERATION_NOT_SUPPORTED', 'No cloud is asked here.');
  };
  const instances = target ? [target] : [];
  return {
    list: none,
    find: async () => ({ instances, incomplete: [] }),
    one: none,
    refresh: none,
    metrics: none,
    verify: none,
    power: none,
  };
}
