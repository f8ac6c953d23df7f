import type { SimulatorReply } from 'multi-cloud-manager/testing';
import type { Project } from './project.js';
import { novaFault } from './replies.js';
import type { ServerSpec, ServerState } from './server.js';

interface Action {
  /** The statuses in which Nova takes it. */
  readonly from: readonly string[];
  readonly during: (before: ServerState) => ServerState;
  /** The status that it leads to; undefined for one that ends the server. */
  readonly to: string | undefined;
}

const keep =
  (task: string) =>
  ({ status }: ServerState): ServerState => ({ status, task });
const become = (status: string, task: string) => (): ServerState => ({ status, task });

const reboot = (type: unknown): Action | undefined => {
  if (type === 'SOFT') return { from: ['ACTIVE'], during: become('REBOOT', 'rebooting'), to: 'ACTIVE' };
  const from = ['ACTIVE', 'ERROR', 'HARD_REBOOT', 'PAUSED', 'REBOOT', 'SHUTOFF', 'SUSPENDED'];
  return type === 'HARD'
    ? { from, during: become('HARD_REBOOT', 'rebooting_hard'), to: 'ACTIVE' }
    : undefined;
};

/** What the API takes on this path. That the destructive ones work here too is the point: a test can see that none comes. */
function actionIn(body: unknown): Action | undefined {
  const entries = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  const [name, value] = entries.length === 1 ? (entries[0] ?? []) : [];
  switch (name) {
    case 'os-start':
      return { from: ['SHUTOFF'], during: keep('powering-on'), to: 'ACTIVE' };
    case 'os-stop':
      return { from: ['ACTIVE', 'ERROR'], during: keep('powering-off'), to: 'SHUTOFF' };
    case 'reboot':
      return reboot((value as { type?: unknown } | null)?.type);
    case 'rebuild':
      return { from: ['ACTIVE', 'SHUTOFF'], during: become('REBUILD', 'rebuilding'), to: 'ACTIVE' };
    case 'resize':
      return { from: ['ACTIVE', 'SHUTOFF'], during: become('RESIZE', 'resize_prep'), to: 'VERIFY_RESIZE' };
    case 'forceDelete':
      return { from: ['ACTIVE', 'SHUTOFF', 'ERROR'], during: keep('deleting'), to: undefined };
    default:
      return undefined;
  }
}

/** Answers `POST /servers/{id}/action`. */
export function answerAction(
  project: Project,
  { id, locked }: ServerSpec,
  body: unknown,
  seconds: number,
): SimulatorReply {
  const action = actionIn(body);
  const state = project.state(id);
  if (!action || !state) return novaFault(400, 'badRequest', 'There is no such action.');
  const conflict = (why: string) => novaFault(409, 'conflictingRequest', why);
  if (locked) return conflict(`Instance ${id} is locked`);
  if (state.task !== null)
    return conflict(`Cannot 'act' instance ${id} while it is in task_state ${state.task}`);
  if (!action.from.includes(state.status))
    return conflict(`Cannot 'act' instance ${id} while it is in vm_state ${state.status.toLowerCase()}`);
  if (action.to === undefined) project.remove(id);
  else project.begin(id, action.during(state), action.to, seconds);
  return { status: 202 };
}
