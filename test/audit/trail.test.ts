import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Logger } from 'multi-cloud-manager/plugin';
import type { AuditRecord, AuditSink } from '../../src/audit/record.js';
import { Redactor } from '../../src/audit/redactor.js';
import { AuditTrail } from '../../src/audit/trail.js';
import { TestClock } from '../fixtures/clock.js';
import { intent, outcome } from './records.js';

/** Keeps what it is given, or fails as it is told to. */
class MemorySink implements AuditSink {
  readonly name = 'memory';
  readonly kept: { record: AuditRecord; durable: boolean }[] = [];
  failure: Error | undefined;
  closed = false;

  append(record: AuditRecord, durable: boolean): Promise<void> {
    if (this.failure) return Promise.reject(this.failure);
    this.kept.push({ record, durable });
    return Promise.resolve();
  }
  close(): Promise<void> {
    this.closed = true;
    return Promise.resolve();
  }
}

let sink: MemorySink;
let logged: string[];
let redactor: Redactor;
let trail: AuditTrail;

beforeEach(() => {
  sink = new MemorySink();
  logged = [];
  redactor = new Redactor();
  const quiet = () => undefined;
  const log: Logger = { debug: quiet, info: quiet, warn: quiet, error: (message) => logged.push(message) };
  trail = new AuditTrail(sink, redactor, TestClock.still(), log, { version: '0.1.0', pid: 7 });
});

describe('the audit trail', () => {
  it('numbers, dates and signs its records', async () => {
    await trail.intent(intent);
    await trail.outcome(outcome, false);
    const head = { v: 1, time: '2026-03-01T12:00:00.000Z', host: { version: '0.1.0', pid: 7 } };
    expect(sink.kept).toEqual([
      { record: { ...head, seq: 1, ...intent }, durable: true },
      { record: { ...head, seq: 2, ...outcome }, durable: false },
    ]);
  });

  it('redacts what it writes', async () => {
    redactor.add('hunter22');
    await trail.outcome({ ...outcome, arguments: { note: 'my hunter22' } }, false);
    expect(sink.kept[0]?.record.arguments).toEqual({ note: 'my [redacted]' });
  });

  it('rejects an intent that cannot be written, and says why until one can be', async () => {
    redactor.add('hunter22');
    sink.failure = new Error('disk hunter22 is full');
    await expect(trail.intent(intent)).rejects.toThrow('is full');
    expect(trail.failure).toBe('disk [redacted] is full');
    sink.failure = undefined;
    await trail.outcome(outcome, false);
    expect(trail.failure).toBeUndefined();
    expect(sink.kept.map(({ record }) => record.seq)).toEqual([2]);
  });

  it('says loudly that an outcome could not be written, and lets the answer out', async () => {
    sink.failure = new Error('full');
    await trail.outcome(outcome, true);
    expect(logged).toEqual(['The audit record 1 could not be written: full']);
  });

  it('closes its sink', async () => {
    await trail.close();
    expect(sink.closed).toBe(true);
  });
});
