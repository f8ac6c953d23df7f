import type { Actions } from './actions.js';

/** The history, one action a line. */
export function actionsText({ name, instance_id, actions, total }: Actions): string {
  const lines = actions.map(
    ({ type, status, started_at, completed_at }) =>
      `${started_at ?? 'time unknown'} ${type} ${status}${completed_at === undefined ? '' : `, ended ${completed_at}`}`,
  );
  return [
    `${name} (droplet ${instance_id}): ${actions.length} of ${total} actions, newest first`,
    ...lines,
  ].join('\n');
}
