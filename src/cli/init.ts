import { Setup } from './init/setup.js';
import { NotWritten } from './init/finish.js';
import { readOptions } from './init/options.js';
import { Cancelled } from './init/questions.js';
import { init } from '../locale/en/init.js';
import { loadLocale, wordsIn } from '../locale/words.js';
import type { Io } from './io.js';

/** `mcm init`: finds what is there, shows how the servers would be treated, and writes a config. */
export async function run(
  args: readonly string[],
  io: Io,
  now: () => Date = () => new Date(),
): Promise<number> {
  await loadLocale(io.locale);
  const words = wordsIn(init, io.locale);
  const options = readOptions(args, io, words);
  try {
    return await new Setup(options, io, now).run();
  } catch (error) {
    if (error instanceof Cancelled) io.stderr.write(`${words.cancelled}\n`);
    else if (error instanceof NotWritten) io.stderr.write(`mcm: ${error.message}\n`);
    else throw error;
    return 1;
  }
}
