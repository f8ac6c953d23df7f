import type { Readable, Writable } from 'node:stream';
import type { Locale } from 'multi-cloud-manager/plugin';
import { SaidError } from '../locale/said-error.js';

/** What a command works on: the process, or a test's stand-in for it. */
export interface Io {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly platform: NodeJS.Platform;
  readonly home: string;
  /** The script that Node.js runs: what starts mcm again as a child. */
  readonly program: string;
  /** The language of the person: by the environment, and once a config is loaded, as that says. */
  locale: Locale;
  /** The user of the operating system. */
  readonly user: string;
  /** Called when the process becomes a server. */
  readonly onServe?: () => void;
}

/** A subcommand. It gives the exit code: 0 done, 1 failed, 2 used or configured wrongly, 3 confirmation required. */
export interface Command {
  run(args: readonly string[], io: Io): Promise<number>;
}

/** The command line is wrong: said on stderr, exit code 2. */
export class UsageError extends SaidError {
  override readonly name = 'UsageError';
}
