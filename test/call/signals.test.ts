import { describe, expect, it } from '@jest/globals';
import { bounded } from '../../src/call/signals.js';

const HOUR = 3_600_000;

describe('a bounded signal', () => {
  it('aborts with the one that it is bound to, for the same reason, and says so once', () => {
    const outer = new AbortController();
    const reason = new Error('The client is gone.');
    let ended = 0;
    const { signal } = bounded(outer.signal, HOUR, () => (ended += 1));
    expect([signal.aborted, ended]).toEqual([false, 0]);
    outer.abort(reason);
    expect([signal.reason, ended]).toEqual([reason, 1]);
  });

  it('is aborted where that one is already', () => {
    let ended = 0;
    const { signal } = bounded(AbortSignal.abort('too late'), HOUR, () => (ended += 1));
    expect([signal.reason, ended]).toEqual(['too late', 1]);
  });

  it('aborts when the time is over, as a time-out', async () => {
    const signal = await new Promise<AbortSignal>((resolve) => {
      const bound = bounded(new AbortController().signal, 1, () => {
        resolve(bound.signal);
      });
    });
    expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
  });

  it('lets go of both once the work is done', () => {
    const outer = new AbortController();
    let ended = 0;
    const { signal, done } = bounded(outer.signal, HOUR, () => (ended += 1));
    done();
    outer.abort();
    expect([signal.aborted, ended]).toEqual([false, 0]);
  });
});
