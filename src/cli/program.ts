import type { Io } from './io.js';

/** What starts mcm again in a terminal, word by word: the same Node.js and the same script, wherever the client found them. */
export const programOf = ({ program }: Io): readonly string[] =>
  program === '' ? ['mcm'] : [process.execPath, program];
