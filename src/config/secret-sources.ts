import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { isAbsolute, resolve as resolvePath } from 'node:path';
import { McmError, type Environment, type SecretSource } from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import { secrets } from '../locale/en/secrets.js';
import { say } from '../locale/words.js';

/** How long what a program printed is used again. */
const KEEP_MS = 5 * 60_000;
const LONGEST_RUN_MS = 30_000;
const Command = z.array(z.string()).min(1);

/** A secret cannot be had; the sentence says why. */
export const invalid = (
  pick: (words: typeof secrets) => string,
  suggestion?: (words: typeof secrets) => string,
): McmError =>
  new McmError('INVALID_CREDENTIALS', say(secrets, pick), {
    ...(suggestion && { suggestion: say(secrets, suggestion) }),
  });

/** One of our own sources: it also says in its own words that there is nothing. */
export interface OwnSource extends SecretSource {
  absent(key: string): McmError;
}

/** What `{ env }`, `{ file }` and `{ exec }` are short for. The key of a program is its command line as JSON. */
export function ownSources(environment: Environment, directory: string): readonly OwnSource[] {
  const path = (file: string) => (isAbsolute(file) ? file : resolvePath(directory, file));
  return [
    {
      name: 'env',
      has: (key) => (environment.get(key)?.trim() ?? '') !== '',
      read: async (key) => environment.get(key),
      absent: (key) => invalid((words) => words.notSet(key)),
    },
    {
      name: 'file',
      has: (key) => existsSync(path(key)),
      read: (key) => readFile(path(key), 'utf8').catch(() => undefined),
      absent: (key) => invalid((words) => words.noFile(key)),
    },
    {
      name: 'exec',
      keepMs: KEEP_MS,
      has: () => true,
      read: async (key) => execute(commandIn(key), directory),
      absent: (key) => invalid((words) => words.printedNothing(commandIn(key)[0] ?? '')),
    },
  ];
}

function commandIn(key: string): readonly string[] {
  try {
    return Command.parse(JSON.parse(key));
  } catch {
    throw invalid((words) => words.execKey);
  }
}

/** Without a shell. What it says on stderr is not repeated: it may hold the secret. */
async function execute([program = '', ...args]: readonly string[], cwd: string): Promise<string> {
  const [{ execFile }, { promisify }] = await Promise.all([
    import('node:child_process'),
    import('node:util'),
  ]);
  try {
    const { stdout } = await promisify(execFile)(program, args, {
      cwd,
      timeout: LONGEST_RUN_MS,
      windowsHide: true,
    });
    return stdout;
  } catch (cause) {
    const { code, signal } = cause as { readonly code?: unknown; readonly signal?: unknown };
    throw invalid(
      (words) => words.programFailed(program, String(code ?? signal)),
      (words) => words.runByHand,
    );
  }
}
