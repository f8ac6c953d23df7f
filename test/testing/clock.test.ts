import { describe, expect, it } from '@jest/globals';
import { manualClock, realClock } from 'multi-cloud-manager/testing';

describe('the clocks of a simulator', () => {
  it('one stands still until it is advanced', () => {
    const clock = manualClock('2026-01-01T00:00:00Z');
    clock.advance(1_500);
    expect(clock.now()).toEqual(new Date('2026-01-01T00:00:01.500Z'));
  });

  it('one runs with the real time and jumps ahead of it', () => {
    const clock = realClock();
    clock.advance(86_400_000);
    const ahead = clock.now().getTime() - Date.now();
    expect(Math.round(ahead / 3_600_000)).toBe(24);
  });
});
