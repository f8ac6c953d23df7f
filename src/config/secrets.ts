import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { isAbsolute, resolve as resolvePath } from 'node:path';
import {
  McmError,
  type Clock,
  type Environment,
  type SecretRef,
  type Secrets,
} from 'multi-cloud-manager/plugin';
import type { Redactor } from '../audit/redactor.js';

/** How long what a program printed is used again. */
const KEEP_MS = 5 * 60_000;
const LONGEST_RUN_MS = 30_000;

/** What secrets are read from and with. */
export interface SecretParts {
  readonly environment: Environment;
  readonly redactor: Redactor;
  readonly clock: Clock;
  /** What relative paths are relative to. */
  readonly directory: string;
}

type Ref = Exclude<SecretRef, string>;

/** Resolves references at the last moment, and tells the redactor of every value before anyone else sees it. */
export function createSecrets({ environment, redactor, clock, directory }: SecretParts): Secrets {
  const printed = new Map<string, { readonly value: Promise<string>; readonly until: number }>();
  const path = (file: string) => (isAbsolute(file) ? file : resolvePath(directory, file));

  const run = (command: readonly string[], fresh: boolean): Promise<string> => {
    const key = JSON.stringify(command);
    const now = clock.now().getTime();
    const known = printed.get(key);
    if (known && known.until > now && !fresh) return known.value;
    const value = execute(command, directory);
    printed.set(key, { value, until: now + KEEP_MS });
    value.catch(() => {
      // A newer run may have taken its place.
      if (printed.get(key)?.value === value) printed.delete(key);
    });
    return value;
  };
  const read = async (ref: SecretRef, fresh: boolean): Promise<string | undefined> => {
    if (typeof ref === 'string') return ref;
    if ('env' in ref) return environment.get(ref.env);
    if ('file' in ref) return readFile(path(ref.file), 'utf8').catch(() => undefined);
    return run(ref.exec, fresh);
  };
  return {
    async resolve(ref, { fresh = false } = {}) {
      const value = (await read(ref, fresh))?.trim();
      if (value === undefined || value === '')
        throw new McmError(
          'INVALID_CREDENTIALS',
          typeof ref === 'string' ? 'A secret in the config is empty.' : absence(ref),
        );
      redactor.add(value);
      return value;
    },
    has: (ref) => {
      if (typeof ref === 'string') return ref.trim() !== '';
      if ('env' in ref) return (environment.get(ref.env)?.trim() ?? '') !== '';
      return 'exec' in ref || existsSync(path(ref.file));
    },
  };
}

function absence(ref: Ref): string {
  if ('env' in ref) return `${ref.env} is not set.`;
  if ('file' in ref) return `The file ${ref.file} cannot be read, or is empty.`;
  return `The program ${ref.exec[0] ?? ''} printed nothing.`;
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
