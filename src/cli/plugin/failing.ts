import { InstallError } from '../../installed/error.js';
import { plugins } from '../../locale/en/plugins-command.js';
import { spoken } from '../../locale/error-in.js';
import { wordsIn } from '../../locale/words.js';
import type { Io } from '../io.js';

/** Says why nothing was changed, with exit code 1. */
export async function failing(io: Io, run: () => Promise<number>): Promise<number> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof InstallError)) throw error;
    io.stderr.write(`mcm: ${spoken(error, io.locale)}\n${wordsIn(plugins, io.locale).nothingChanged}\n`);
    return 1;
  }
}
