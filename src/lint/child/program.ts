/**
 * A process of its own, in which a plugin is loaded, built and taken down once. `inspect.ts` starts it, reads what it prints, and ends it
 * when it takes too long.
 */
import { loadLocale } from '../../locale/words.js';
import { ChildTask, type ChildMessage, type RunFacts } from '../facts.js';
import { watchFaults } from './faults.js';
import { runPlugin } from './run.js';
import { warmUp } from './warm-up.js';

// Whatever the plugin does to the process, the answer goes out by the way that was there before it.
const exit = process.exit.bind(process);
const send = process.send?.bind(process);
const tell = (message: ChildMessage): Promise<void> =>
  new Promise((resolve) => {
    if (send)
      send(message, undefined, undefined, () => {
        resolve();
      });
    else resolve();
  });
// Nobody is left to tell.
process.on('disconnect', () => exit(1));

const faults = watchFaults(process);
run().then(
  () => exit(0),
  () => exit(1),
);

async function run(): Promise<void> {
  const task = ChildTask.parse(JSON.parse(process.argv[2] ?? ''));
  await loadLocale(task.locale);
  await warmUp(task);
  const facts: RunFacts = await runPlugin(task, (stage) => void tell({ stage }));
  await tell({ facts: { ...facts, faults: [...faults] } });
}
