import { realpath } from 'node:fs/promises';
import { isAbsolute } from 'node:path';

/** What a client starts. */
export interface Command {
  readonly command: string;
  readonly args: readonly string[];
}

/** The package, as npx and the like take it. */
const PACKAGE = /^multi-cloud-manager(@[^/\\\s]+)?$/;
/** The built program in a folder of the package's name. */
const BUILT = /[\\/]multi-cloud-manager[^\\/]*[\\/](.*[\\/])?dist[\\/]cli\.cjs$/;
const MCM = /^mcm(\.(cmd|exe|ps1|js))?$/i;
const RUNTIME = /^(node|bun|deno)(\.exe)?$/i;

/** Whether that is mcm: by its command, by its package, or because it is the very script that runs now. */
export async function startsMcm({ command, args }: Command, program: string): Promise<boolean> {
  if (MCM.test(baseOf(command)) || args.some((arg) => PACKAGE.test(arg))) return true;
  const [script] = RUNTIME.test(baseOf(command)) ? args.filter((arg) => !arg.startsWith('-')) : [];
  const words = [command, ...args];
  return (
    (script !== undefined && MCM.test(baseOf(script))) ||
    words.some((word) => BUILT.test(word)) ||
    (program !== '' && (await anyIs(words.filter(isAbsolute), program)))
  );
}

const baseOf = (word: string): string => word.replace(/^.*[\\/]/, '');

async function anyIs(files: readonly string[], program: string): Promise<boolean> {
  const [own, ...others] = await Promise.all(
    [program, ...files].map((file) => realpath(file).catch(() => undefined)),
  );
  return own !== undefined && others.includes(own);
}
