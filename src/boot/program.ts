/**
 * What `mcm` starts: the program itself is beside it, and loaded with what V8 made of it at an earlier start. That is kept beside the
 * program too, and not where a user keeps data: who may write it may then write the program.
 */
import { join } from 'node:path';
import { compiledFolder } from './folder.js';
import { Loader } from './loader.js';

// This file is built as CommonJS (scripts/build/boot.mjs).
declare const require: NodeJS.Require;
declare const __dirname: string;

interface Program {
  readonly run: (onServe: () => void) => Promise<void>;
}

const loader = new Loader({ require, compiledIn: compiledFolder(__dirname, process) });
const { run } = loader.load(join(__dirname, 'program.cjs')) as Program;
// Only a server is started again and again. It is kept when it has done its first work, and at its end, if a client leaves it one.
void run(() => {
  const keep = (): void => {
    loader.keep();
  };
  setTimeout(keep, 5_000).unref();
  process.once('exit', keep);
});
