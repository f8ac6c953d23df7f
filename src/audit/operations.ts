import { known, type HostInfo, type Operation, type OperationQuery } from 'multi-cloud-manager/plugin';
import { readTrail } from './read.js';
import { isOfCall, type TrailCall } from './record.js';

type History = Awaited<ReturnType<HostInfo['operations']>>;

/** The power operations of a trail, newest first. An intent without an outcome is shown as such. */
export async function readOperations(stateDir: string, query: OperationQuery): Promise<History> {
  const { records, problems } = await readTrail(stateDir);
  const operations = withoutEnded(records.filter(isOfCall).filter(({ access }) => access === 'power'))
    .filter(({ target }) => query.provider === undefined || target?.provider === query.provider.toLowerCase())
    .filter(({ target }) => query.instanceId === undefined || target?.id === query.instanceId)
    .reverse()
    .slice(0, query.limit)
    .map(operationIn);
  return { operations, ...(problems.length > 0 && { incomplete: incomplete(problems) }) };
}

/** The outcomes, and the intents that have none. */
export function withoutEnded(calls: readonly TrailCall[]): readonly TrailCall[] {
  const ended = new Set(calls.flatMap((record) => (record.kind === 'call' ? [record.call_id] : [])));
  return calls.filter((record) => record.kind === 'call' || !ended.has(record.call_id));
}

function incomplete([first = '', ...others]: readonly string[]): string {
  const more = others.length === 0 ? '' : ` (and ${String(others.length)} more)`;
  return `A part of the audit trail could not be read, so operations may be missing: ${first}${more} mcm audit verify tells all.`;
}

function operationIn(record: TrailCall): Operation {
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
  const { outcome, status, code, message, operation_id, request_id, state_before, state_after } = record;
  return {
    ...about,
    outcome,
    ...known({ status, code, message, operation_id, request_id, state_before, state_after }),
  };
}
