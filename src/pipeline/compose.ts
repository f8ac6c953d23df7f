import type { CallState, Finished, Stage } from '../call/state.js';

/** Nests the stages, outermost first, around the innermost one, which gets no `next`. A second `next()` throws. */
export function compose(stages: readonly Stage[]): (state: CallState) => Promise<Finished> {
  return (state) => {
    const run = async (index: number): Promise<Finished> => {
      const stage = stages[index];
      if (!stage) throw new Error('The innermost stage called next().');
      let called = false;
      return stage(state, () => {
        if (called) throw new Error(`${stage.name || 'A stage'} called next() twice.`);
        called = true;
        return run(index + 1);
      });
    };
    return run(0);
  };
}
