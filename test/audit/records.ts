import { link, ZEROS } from '../../src/audit/link.js';
import type { AuditRecord, CallRecord, IntentRecord } from '../../src/audit/record.js';

const call = {
  call_id: 'call-1',
  tool: 'reboot_acme_instance',
  access: 'power' as const,
  plugin: 'acme',
  principal: { id: 'ada', source: 'os', groups: [], authenticated: false },
  session: 'session-1',
  arguments: { instance_id: 'i-1' },
  decisions: [],
};

export const intent: IntentRecord = { kind: 'intent', ...call };
export const outcome: CallRecord = { kind: 'call', ...call, outcome: 'result', duration_ms: 5 };

/** The host of every record here. */
export const HOST = { name: 'box', version: '1', pid: 7 };

/** A record as it stood in the trail before there were chains. */
export function record(seq: number, time = '2026-03-01T12:00:00.000Z') {
  return { v: 1 as const, seq, time, host: { version: '1', pid: 7 }, ...outcome };
}

/** A chain's first record, and one more for each entry: records and their lines, as a trail makes them. */
export function chained(
  chain: string,
  ...entries: readonly (CallRecord | IntentRecord)[]
): readonly { readonly record: AuditRecord; readonly line: string }[] {
  const made: { record: AuditRecord; line: string }[] = [];
  for (const entry of [{ kind: 'start' as const, chain }, ...entries]) {
    const prev = made.at(-1)?.record.hash ?? ZEROS;
    made.push(link(entry, { seq: made.length + 1, prev, time: '2026-03-01T12:00:00.000Z', host: HOST }));
  }
  return made;
}
