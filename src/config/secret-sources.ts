import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { isAbsolute, resolve as resolvePath } from 'node:path';
import { McmError, type Environment, type SecretSource } from 'multi-cloud-manager/plugin';
import { z } from 'zod';

/** How long what a program printed is used again. */
const KEEP_MS = 5 * 60_000;
const LONGEST_RUN_MS = 30_000;
const Command = z.array(z.string()).min(1);

/** One of our own sources: it also says in its own words that there is nothing. */
export interface OwnSource extends SecretSource {
  absent(key: string): string;
}

/** What `{ env }`, `{ file }` and `{ exec }` are short for. The key of a program is its command line as JSON. */
export function ownSources(environment: Environment, directory: string): readonly OwnSource[] {
  const path = (file: string) => (isAbsolute(file) ? file : resolvePath(directory, file));
  return [
    {
      name: 'env',
      has: (key) => (environment.get(key)?.trim() ?? '') !== '',
      read: async (key) => environment.get(key),
      absent: (key) => `${key} is not set.`,
    },
    {
      name: 'file',
      has: (key) => existsSync(path(key)),
      read: (key) => readFile(path(key), 'utf8').catch(() => undefined),
      absent: (key) => `The file ${key} cannot be read, or is empty.`,
    },
    {
      name: 'exec',
      keepMs: KEEP_MS,
      has: () => true,
      read: async (key) => execute(commandIn(key), directory),
      absent: (key) => `The program ${commandIn(key)[0] ?? ''} printed nothing.`,
    },
  ];
}

function commandIn(key: string): readonly string[] {
  try {
    return Command.parse(JSON.parse(key));
  } catch {
    throw new McmError(
      'INVALID_CREDENTIALS',
      'The key of the secret source exec is a command line as a JSON list of texts; write { exec: [program, argument, …] } instead.',
    );
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
    throw new McmError(
      'INVALID_CREDENTIALS',
      `The program ${program}, which gives a secret, failed (${String(code ?? signal)}).`,
      {
        suggestion: 'Run it by hand to see why.',
      },
    );
  }
}
