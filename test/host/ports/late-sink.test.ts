import { describe, expect, it } from '@jest/globals';
import type { AuditRecord, AuditSink } from 'multi-cloud-manager/plugin';
import { LateSink } from '../../../src/host/ports/late-sink.js';
import { Slot } from '../../../src/host/ports/slot.js';
import { TestClock } from '../../fixtures/clock.js';
import { gate } from '../../fixtures/gate.js';

const RECORD = { kind: 'call', seq: 2, hash: 'ab' } as unknown as AuditRecord;

/** A sink whose plugin has loaded; what it took, and the gate before that. */
function loaded() {
  const clock = TestClock.still();
  const hold = gate();
  const taken: string[] = [];
  const slot = new Slot<AuditSink>();
  slot.fill({
    name: 'siem',
    append: async (_, line) => {
      await hold.promise;
      taken.push(line);
    },
    close: () => hold.promise,
  });
  return { clock, hold, taken, sink: new LateSink('siem', slot, clock) };
}

describe('the audit sink of a plugin as the trail sees it', () => {
  it('has what it took when it resolves', async () => {
    const { hold, sink, taken } = loaded();
    hold.open();
    await sink.append(RECORD, 'one', true);
    expect(taken).toEqual(['one']);
  });

  it('is given up after ten seconds, and is given nothing more before it has taken that', async () => {
    const { clock, hold, sink, taken } = loaded();
    const first = sink.append(RECORD, 'one', true);
    await clock.sleeping();
    clock.advance(10_000);
    await expect(first).rejects.toThrow('it took longer than 10 s');
    await expect(sink.append(RECORD, 'two', true)).rejects.toThrow('it has not taken the record before');
    hold.open();
    await new Promise((resolve) => setImmediate(resolve));
    await sink.append(RECORD, 'three', true);
    expect(taken).toEqual(['one', 'three']);
  });

  it('does not keep a host from closing', async () => {
    const { clock, sink } = loaded();
    const closed = sink.close();
    await clock.sleeping();
    clock.advance(10_000);
    await expect(closed).rejects.toThrow('it took longer than 10 s');
  });

  it('takes nothing before its plugin has loaded', async () => {
    const sink = new LateSink('siem', new Slot(), TestClock.still());
    await expect(sink.append(RECORD, 'one', true)).rejects.toThrow('the plugins have not loaded yet');
    await sink.close();
  });
});
