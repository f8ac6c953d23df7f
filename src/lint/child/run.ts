import { textIn } from 'multi-cloud-manager/plugin';
import { lint } from '../../locale/en/lint.js';
import { textOf } from '../../locale/error-in.js';
import { say } from '../../locale/words.js';
import type { ChildTask, RunFacts, Stage } from '../facts.js';
import { examine } from './examine.js';
import { loadDefault } from './load.js';
import { leftOpen, openResources } from './resources.js';

/** Loads what a file exports and examines it, with an eye on the time and on what stays open. `enter` is told how far it has come. */
export async function runPlugin(task: ChildTask, enter: (stage: Stage) => void): Promise<RunFacts> {
  const before = openResources();
  const timer = stopwatch();
  enter('load');
  let loaded;
  try {
    loaded = await loadDefault(task);
  } catch (error) {
    const why = textOf(error);
    return { failure: say(lint, (words, locale) => words.doesNotLoad(textIn(why, locale))) };
  }
  let took: ReturnType<typeof timer> | undefined;
  const facts = await examine(loaded.exported, task, (stage) => {
    if (stage === 'close') took = timer();
    enter(stage);
  });
  const load = { ...(took ?? timer()), compiled: loaded.compiled };
  return { ...facts, load, leaked: [...(await leftOpen(before))] };
}

/** Gives the milliseconds that went by, those that the processor was busy, and those in which there was nothing to do but wait. */
function stopwatch(): () => Omit<NonNullable<RunFacts['load']>, 'compiled'> {
  const [start, cpu, loop] = [performance.now(), process.cpuUsage(), performance.eventLoopUtilization()];
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    return {
      ms: Math.round(performance.now() - start),
      busyMs: Math.round((user + system) / 1000),
      idleMs: Math.round(performance.eventLoopUtilization(loop).idle),
    };
  };
}
