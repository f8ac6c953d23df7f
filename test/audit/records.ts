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

/** A record as it stands in the trail. */
export function record(seq: number, time = '2026-03-01T12:00:00.000Z'): AuditRecord {
  return { v: 1, seq, time, host: { version: '1', pid: 7 }, ...outcome };
}
