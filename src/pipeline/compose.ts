import type { CallState, Finished, Stage } from '../call/state.js';

/** Nests the stages, outermost first, around the innermost one, which gets no `next`. A second `next()` throws. */
export function compose(stages: readonly Stage[]): (state: CallState) => Promise<Finished> {
  return (state) => {
    // Not async: a frame between two stages would cost a call more than most stages do.
    const run = (index: number): Promise<Finished> => {
      const stage = stages[index];
      if (!stage) return rejected(new Error('The innermost stage called next().'));
      let called = false;
      try {
        return stage(state, () => {
          if (called) throw new Error(`${stage.name || 'A stage'} called next() twice.`);
          called = true;
          return run(index + 1);
        });
      } catch (error) {
        return rejected(error);
      }
    };
    return run(0);
  };
}

async function rejected(error: unknown): Promise<never> {
  throw error;
}
