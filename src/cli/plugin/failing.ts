import { InstallError } from '../../installed/error.js';
import type { Io } from '../io.js';

/** Says why nothing was changed, with exit code 1. */
export async function failing(io: Io, run: () => Promise<number>): Promise<number> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof InstallError)) throw error;
    io.stderr.write(`mcm: ${error.message}\nNothing was changed.\n`);
    return 1;
  }
}
