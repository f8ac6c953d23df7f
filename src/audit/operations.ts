import { known, type Operation, type OperationQuery } from 'multi-cloud-manager/plugin';
import { readTrail } from './read.js';
import type { AuditRecord } from './record.js';

/** The power operations of a trail, newest first. An intent without an outcome is shown as such. */
export async function readOperations(stateDir: string, query: OperationQuery): Promise<readonly Operation[]> {
  const trail = (await readTrail(stateDir)).filter((record) => record.access === 'power');
  const ended = new Set(trail.flatMap((record) => (record.kind === 'call' ? [record.call_id] : [])));
  return trail
    .filter((record) => record.kind === 'call' || !ended.has(record.call_id))
    .filter(({ target }) => query.provider === undefined || target?.provider === query.provider.toLowerCase())
    .filter(({ target }) => query.instanceId === undefined || target?.id === query.instanceId)
    .reverse()
    .slice(0, query.limit)
    .map(operationIn);
}

function operationIn(record: AuditRecord): Operation {
  const { time, call_id, tool, action, target, principal, client, reason } = record;
  const about = {
    time,
    call_id,
    tool,
    principal: principal.id,
    ...known({
      action,
      provider: target?.provider,
      account: target?.account,
      instance_id: target?.id,
      name: target?.name,
      client: client && `${client.name} ${client.version}`,
      reason,
    }),
  };
  if (record.kind === 'intent') return { ...about, outcome: 'unfinished' };
  const { outcome, status, code, message, operation_id, state_before, state_after } = record;
  return { ...about, outcome, ...known({ status, code, message, operation_id, state_before, state_after }) };
}
