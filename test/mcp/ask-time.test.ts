import { describe, expect, it } from '@jest/globals';
import { askTimeout, keepAlive } from '../../src/mcp/elicitation.js';
import { gate } from '../fixtures/gate.js';

describe('how long a form waits for a person', () => {
  it.each([
    [45, false, 45_000],
    [45, true, 45_000],
    [300, false, 45_000],
    [300, true, 300_000],
    [10, false, 10_000],
    [10, true, 10_000],
  ])('%i s, with progress %s: %i ms', (seconds, progress, ms) => {
    expect(askTimeout(seconds, progress)).toBe(ms);
  });

  it('tells a client that wants progress that the call is alive, until the person has answered', async () => {
    const [answer, thrice] = [gate<string>(), gate()];
    const told: string[] = [];
    const asking = keepAlive(
      answer.promise,
      (message) => {
        if (told.push(message) === 3) thrice.open();
      },
      'still waiting',
      1,
    );
    await thrice.promise;
    answer.open('yes');
    expect(await asking).toBe('yes');
    const count = told.length;
    await new Promise(setImmediate);
    expect([told[0], told.length]).toEqual(['still waiting', count]);
  });
});
