import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Logger } from 'multi-cloud-manager/plugin';
import { canonical } from '../../src/audit/canonical.js';
import type { ApprovalRecord, AuditRecord, CheckpointRecord, UnlockRecord } from '../../src/audit/record.js';
import { Redactor } from '../../src/audit/redactor.js';
import { AuditTrail, type AuditTrailOptions } from '../../src/audit/trail.js';
import { TestClock } from '../fixtures/clock.js';
import { gate } from '../fixtures/gate.js';
import { MemorySink } from './memory-sink.js';
import { HOST, intent, outcome } from './records.js';

let sink: MemorySink;
let logged: string[];
let redactor: Redactor;
let clock: TestClock;
let trail: AuditTrail;

function trailOf(options: Partial<AuditTrailOptions> = {}): AuditTrail {
  const quiet = () => undefined;
  const log: Logger = {
    debug: quiet,
    info: quiet,
    warn: (message) => logged.push(`warn: ${message}`),
    error: (message) => logged.push(message),
  };
  const chain = (begun: Date): string => `chain-of-${begun.toISOString()}`;
  return new AuditTrail({
    sinks: [{ sink, required: true }],
    redactor,
    clock,
    log,
    host: HOST,
    chain,
    ...options,
  });
}

beforeEach(() => {
  sink = new MemorySink();
  logged = [];
  redactor = new Redactor();
  clock = TestClock.still();
  trail = trailOf();
});

const START = { kind: 'start', chain: 'chain-of-2026-03-01T12:00:00.000Z' };
const person = { id: 'ada', source: 'os', groups: [], authenticated: false };
const approval: ApprovalRecord = {
  kind: 'approval',
  principal: person,
  outcome: 'wrong',
  via: 'terminal',
  reference: 'r-1',
  tool: 'reboot_acme_instance',
  action: 'reboot',
  target: { provider: 'acme', account: 'default', id: 'i-1' },
  wrong: ['name_confirmation'],
};
const unlock: UnlockRecord = {
  kind: 'unlock',
  principal: person,
  target: { provider: 'acme', account: 'default', id: 'i-1' },
  what: 'lockout',
};

describe('the audit trail [RULE:AUDIT-CHAIN]', () => {
  it('begins a chain with its first record, not before', async () => {
    expect(sink.kept).toEqual([]);
    clock.advance(1000);
    await trail.intent(intent);
    expect(sink.records).toMatchObject([
      { kind: 'start', chain: 'chain-of-2026-03-01T12:00:01.000Z', seq: 1 },
      { kind: 'intent', seq: 2 },
    ]);
    await trail.outcome(outcome, true);
    expect(sink.kinds).toEqual(['start', 'intent', 'call']);
  });

  it('numbers, dates and signs its records', async () => {
    await trail.intent(intent);
    await trail.outcome(outcome, false);
    const head = { v: 2, time: '2026-03-01T12:00:00.000Z', host: HOST, hash: expect.any(String) as unknown };
    const [start, second] = sink.records;
    expect(sink.kept.map(({ record, durable }) => ({ record, durable }))).toEqual([
      { record: { ...head, ...START, seq: 1, prev: '0'.repeat(64) }, durable: false },
      { record: { ...head, seq: 2, prev: start?.hash, ...intent }, durable: true },
      { record: { ...head, seq: 3, prev: second?.hash, ...outcome }, durable: false },
    ]);
  });

  it('gives each record the hash of its canonical form without the hash, and the line that has it', async () => {
    await trail.intent(intent);
    for (const { record, line } of sink.kept) {
      const { hash, ...open } = record;
      expect(line).toBe(canonical(record));
      expect(hash).toBe(createHash('sha256').update(canonical(open)).digest('hex'));
      expect(JSON.parse(line)).toEqual(record);
    }
  });

  it('begins with the end of the chain before it', async () => {
    sink.before = { chain: 'older', seq: 7, hash: 'ff' };
    await trail.intent(intent);
    expect(sink.records[0]).toMatchObject({ ...START, previous: { chain: 'older', seq: 7, hash: 'ff' } });
  });

  it('puts records that come at once into one order', async () => {
    await Promise.all([
      trail.outcome({ ...outcome, call_id: 'a' }, false),
      trail.intent({ ...intent, call_id: 'b' }),
      trail.person(approval),
      trail.outcome({ ...outcome, call_id: 'c' }, true),
    ]);
    expect(sink.kinds).toEqual(['start', 'call', 'intent', 'approval', 'call']);
    const records = sink.records;
    expect(records.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
    expect(records.slice(1).map(({ prev }) => prev)).toEqual(records.slice(0, -1).map(({ hash }) => hash));
  });

  it('writes a read in the next turn of the event loop, in its place in the order', async () => {
    await trail.intent(intent);
    trail.outcomeLater({ ...outcome, call_id: 'a' });
    trail.outcomeLater({ ...outcome, call_id: 'b' });
    for (let each = 0; each < 100; each++) await Promise.resolve();
    expect(sink.kept.length).toBe(2);
    await new Promise((resolve) => setImmediate(resolve));
    trail.outcomeLater({ ...outcome, call_id: 'c' });
    await trail.intent({ ...intent, call_id: 'd' });
    expect(sink.records.slice(2)).toMatchObject(['a', 'b', 'c', 'd'].map((call_id) => ({ call_id })));
  });

  it('writes a read at once where its sink can, behind whatever is on its way', async () => {
    const now: AuditRecord[] = [];
    let can = true;
    sink = new (class extends MemorySink {
      appendNow(record: AuditRecord, line: string): boolean {
        if (!can) return false;
        now.push(record);
        this.kept.push({ record, line, durable: false });
        return true;
      }
    })();
    trail = trailOf();
    redactor.add('hunter22');
    const turn = () => new Promise((resolve) => setImmediate(resolve));
    const said = () => now.flatMap((record) => ('call_id' in record ? record.call_id : []));
    await trail.intent(intent);
    trail.outcomeLater({ ...outcome, call_id: 'a', message: 'my hunter22' });
    await turn();
    expect(said()).toEqual(['a']);
    expect(now[0]).toMatchObject({ kind: 'call', message: 'my [redacted]' });

    const hold = gate();
    sink.gate = () => hold.promise;
    const behind = trail.intent({ ...intent, call_id: 'b' });
    trail.outcomeLater({ ...outcome, call_id: 'c' });
    await turn();
    hold.open();
    await behind;
    await trail.written();
    expect(said()).toEqual(['a']);

    can = false;
    trail.outcomeLater({ ...outcome, call_id: 'd' });
    await turn();
    await trail.written();
    const records = sink.records;
    expect(records.slice(2)).toMatchObject(['a', 'b', 'c', 'd'].map((call_id) => ({ call_id })));
    expect(records.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(records.slice(1).map(({ prev }) => prev)).toEqual(records.slice(0, -1).map(({ hash }) => hash));
  });

  it('says what kept a read from being written at once', async () => {
    sink = new (class extends MemorySink {
      appendNow(): boolean {
        throw this.failure ?? new Error('not now');
      }
    })();
    trail = trailOf();
    await trail.intent(intent);
    sink.failure = new Error('full');
    trail.outcomeLater(outcome);
    await trail.written();
    expect(logged).toEqual(['The audit record 3 could not be written: full']);
    expect(trail.isSteady).toBe(false);
  });

  it('gives a read to the sinks beside it too', async () => {
    const other = new MemorySink('other');
    sink = new (class extends MemorySink {
      appendNow(): boolean {
        throw new Error('not asked');
      }
    })();
    trail = trailOf({
      sinks: [
        { sink, required: true },
        { sink: other, required: false },
      ],
    });
    await trail.intent(intent);
    trail.outcomeLater(outcome);
    await trail.close();
    expect(other.kinds).toEqual(['start', 'intent', 'call']);
  });

  it('has written what was read when that is waited for, and when it is closed', async () => {
    await trail.intent(intent);
    trail.outcomeLater(outcome);
    await trail.written();
    expect(sink.kinds).toEqual(['start', 'intent', 'call']);
    trail.outcomeLater(outcome);
    await trail.close();
    expect(sink.kinds).toEqual(['start', 'intent', 'call', 'call']);
  });

  it('lets a read be answered before its record while it is well, and not before its beginning', async () => {
    expect(trail.isSteady).toBe(false);
    await trail.outcome(outcome, false);
    expect(trail.isSteady).toBe(true);
    sink.failure = new Error('full');
    await trail.outcome(outcome, false);
    expect(trail.isSteady).toBe(false);
    sink.failure = undefined;
    await trail.outcome(outcome, false);
    expect(trail.isSteady).toBe(true);
  });

  it('does not let records of reads pile up behind a disk that hangs', async () => {
    await trail.intent(intent);
    const hold = gate();
    sink.gate = () => hold.promise;
    for (let each = 0; each < 1000; each++) trail.outcomeLater(outcome);
    await new Promise((resolve) => setImmediate(resolve));
    expect(trail.isSteady).toBe(true);
    trail.outcomeLater(outcome);
    expect(trail.isSteady).toBe(false);
    hold.open();
    await trail.written();
    expect([trail.isSteady, sink.kept.length]).toEqual([true, 1003]);
  });

  it('has what a person decided, durably', async () => {
    await trail.person(approval);
    await trail.person(unlock);
    expect(sink.kept.slice(1)).toMatchObject([
      { record: approval, durable: true },
      { record: unlock, durable: true },
    ]);
    sink.failure = new Error('full');
    await expect(trail.person(unlock)).rejects.toThrow('full');
  });

  it('redacts what it writes, but not what makes it a chain', async () => {
    redactor.add('hunter22');
    redactor.add('000000');
    redactor.add('intent');
    await trail.intent({ ...intent, arguments: { note: 'my hunter22', intent: 1 } });
    expect(sink.records[0]?.prev).toBe('0'.repeat(64));
    expect(sink.records[1]).toMatchObject({
      kind: 'intent',
      arguments: { note: 'my [redacted]', '[redacted]': 1 },
    });
  });

  it('closes its sink', async () => {
    await trail.close();
    expect(sink.closed).toBe(true);
  });
});

describe('a trail that cannot be written', () => {
  it('rejects an intent, and says why until a record can be written; the chain has no gap', async () => {
    redactor.add('hunter22');
    sink.failure = new Error('disk hunter22 is full');
    await expect(trail.intent(intent)).rejects.toThrow('is full');
    expect(trail.failure).toBe('disk [redacted] is full');
    sink.failure = undefined;
    await trail.outcome(outcome, false);
    expect(trail.failure).toBeUndefined();
    sink.failure = new Error('full again');
    await expect(trail.intent(intent)).rejects.toThrow('full again');
    sink.failure = undefined;
    await trail.intent(intent);
    expect(sink.records.map(({ seq, kind }) => [seq, kind])).toEqual([
      [1, 'start'],
      [2, 'call'],
      [3, 'intent'],
    ]);
    expect(sink.records[2]?.prev).toBe(sink.records[1]?.hash);
  });

  it('keeps the name of its chain when its beginning failed', async () => {
    sink.failure = new Error('full');
    await expect(trail.intent(intent)).rejects.toThrow('full');
    clock.advance(60_000);
    sink.failure = undefined;
    await trail.intent(intent);
    expect(sink.records[0]).toMatchObject(START);
  });

  it('names the same chain before it when its beginning failed, not what it left itself', async () => {
    sink.before = { chain: 'older', seq: 7, hash: 'ff' };
    sink.failure = new Error('full');
    await expect(trail.intent(intent)).rejects.toThrow('full');
    sink.before = { chain: START.chain, seq: 0, hash: '00' };
    sink.failure = undefined;
    await trail.intent(intent);
    expect(sink.records[0]).toMatchObject({ previous: { chain: 'older' } });
  });

  it('says loudly that an outcome could not be written, and lets the answer out', async () => {
    sink.failure = new Error('full');
    await trail.outcome(outcome, true);
    expect(logged).toEqual(['The audit record 1 could not be written: full']);
  });
});

describe('the sinks beside the trail [RULE:AUDIT-SINKS]', () => {
  it('get every record that the trail took, in its order, and no other', async () => {
    const other = new MemorySink('other');
    trail = trailOf({
      sinks: [
        { sink, required: true },
        { sink: other, required: true },
      ],
    });
    sink.failure = new Error('full');
    await expect(trail.intent(intent)).rejects.toThrow('full');
    sink.failure = undefined;
    await Promise.all([trail.intent(intent), trail.outcome(outcome, true)]);
    expect(other.kinds).toEqual(['start', 'intent', 'call']);
    expect(other.kept).toEqual(sink.kept);
  });

  it('refuse an intent where a required one fails, which the status says', async () => {
    const other = new MemorySink('other');
    trail = trailOf({
      sinks: [
        { sink, required: true },
        { sink: other, required: true },
      ],
    });
    other.failure = new Error('not reached');
    await expect(trail.intent(intent)).rejects.toThrow('not reached');
    const why = 'the audit sink other did not take it: not reached';
    expect(trail.failure).toBe(why);
    expect(logged).toEqual([`The audit record 2 could not be written: ${why}`]);
    other.failure = undefined;
    await trail.intent(intent);
    expect(trail.failure).toBeUndefined();
    expect(other.records.map(({ seq }) => seq)).toEqual([3]);
  });

  it('do not hold up what was only read, and that they miss it is said', async () => {
    const other = new MemorySink('other');
    const hold = gate();
    other.gate = () => hold.promise;
    trail = trailOf({
      sinks: [
        { sink, required: true },
        { sink: other, required: true },
      ],
    });
    await trail.outcome(outcome, false);
    expect([sink.kept.length, other.kept.length]).toEqual([2, 0]);
    other.failure = new Error('not reached');
    hold.open();
    await trail.close();
    expect(trail.failure).toBe('the audit sink other did not take it: not reached');
  });

  it('that are not required only warn, once until they work again, and hold nothing up', async () => {
    const slow = new MemorySink('siem');
    const hold = gate();
    slow.gate = () => hold.promise;
    trail = trailOf({
      sinks: [
        { sink, required: true },
        { sink: slow, required: false },
      ],
    });
    await trail.intent(intent);
    await trail.intent(intent);
    expect([sink.kept.length, slow.kept.length]).toEqual([3, 0]);
    slow.failure = new Error('not reached');
    hold.open();
    await trail.close();
    expect(logged).toEqual(['warn: The audit sink siem is missing records from here on: not reached']);
    expect(slow.closed).toBe(true);
  });

  it('that hang do not fill the memory', async () => {
    const stuck = new MemorySink('siem');
    const hold = gate();
    stuck.gate = () => hold.promise;
    trail = trailOf({
      sinks: [
        { sink, required: true },
        { sink: stuck, required: false },
      ],
    });
    for (let each = 0; each < 1100; each++) await trail.outcome(outcome, false);
    hold.open();
    await trail.close();
    expect([sink.kept.length, stuck.kept.length]).toEqual([1101, 1000]);
    expect(logged).toEqual([
      'warn: The audit sink siem is missing records from here on: 1000 records wait for it already',
    ]);
  });
});

describe('the upkeep of a trail', () => {
  const checkpoint: CheckpointRecord = { kind: 'checkpoint', keep_days: 7, removed: [], carried: [] };

  it('runs once, after the first record, and writes its checkpoint durably', async () => {
    const runs: string[] = [];
    trail = trailOf({
      upkeep: async (chain, write) => {
        runs.push(`${chain} after ${sink.kinds.join()}`);
        await write(checkpoint);
      },
    });
    await trail.outcome(outcome, false);
    await trail.outcome(outcome, false);
    await trail.close();
    expect(runs).toEqual(['chain-of-2026-03-01T12:00:00.000Z after start,call']);
    expect(sink.kept.filter(({ record }) => record.kind === 'checkpoint')).toMatchObject([{ durable: true }]);
  });

  it('is waited for when the trail is closed', async () => {
    const hold = gate();
    trail = trailOf({
      upkeep: async (_, write) => {
        await hold.promise;
        await write(checkpoint);
        expect(sink.closed).toBe(false);
      },
    });
    await trail.intent(intent);
    const closed = trail.close();
    await new Promise((resolve) => setImmediate(resolve));
    hold.open();
    await closed;
    expect(sink.kinds).toEqual(['start', 'intent', 'checkpoint']);
    expect(logged).toEqual([]);
  });

  it('that fails is a warning and nothing more', async () => {
    trail = trailOf({ upkeep: () => Promise.reject(new Error('no')) });
    await trail.intent(intent);
    await trail.close();
    expect(logged).toEqual(['warn: Old records of the audit stay: no']);
    expect(sink.kinds).toEqual(['start', 'intent']);
  });
});
