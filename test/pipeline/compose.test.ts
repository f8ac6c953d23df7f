import { describe, expect, it } from '@jest/globals';
import type { CallState, Finished, Stage } from '../../src/call/state.js';
import { compose } from '../../src/pipeline/compose.js';

const state = {} as CallState;
const done: Finished = { kind: 'result', content: {}, text: 'done' };

describe('the stages around a call', () => {
  it('run outermost first, and come back in the other direction', async () => {
    const seen: string[] = [];
    const stage =
      (name: string): Stage =>
      async (_, next) => {
        seen.push(`into ${name}`);
        const finished = await next();
        seen.push(`out of ${name}`);
        return finished;
      };
    const inner: Stage = () => {
      seen.push('method');
      return Promise.resolve(done);
    };
    expect(await compose([stage('a'), stage('b'), inner])(state)).toBe(done);
    expect(seen).toEqual(['into a', 'into b', 'method', 'out of b', 'out of a']);
  });

  it('cannot go on twice', async () => {
    let runs = 0;
    const twice: Stage = async function greedy(_, next) {
      await next();
      return next();
    };
    const inner: Stage = () => {
      runs += 1;
      return Promise.resolve(done);
    };
    await expect(compose([twice, inner])(state)).rejects.toThrow('greedy called next() twice.');
    expect(runs).toBe(1);
  });

  it('cannot go on past the last', async () => {
    await expect(compose([(_, next) => next()])(state)).rejects.toThrow('The innermost stage called next().');
  });

  it('reject when one throws, even at once', async () => {
    const broken: Stage = () => {
      throw new Error('broken');
    };
    await expect(compose([broken])(state)).rejects.toThrow('broken');
  });

  it('serve many calls at once without mixing them up', async () => {
    const run = compose([(_, next) => next(), (each) => Promise.resolve({ ...done, text: each.id })]);
    const ids = ['a', 'b', 'c'];
    const texts = await Promise.all(ids.map(async (id) => (await run({ ...state, id })).text));
    expect(texts).toEqual(ids);
  });
});
