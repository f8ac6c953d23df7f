import type { Locale } from 'multi-cloud-manager/plugin';
import type { Facts } from './facts.js';
import { importsOf } from './imports.js';
import { inspect } from './inspect.js';
import { judge, type Report } from './judge.js';
import { findTarget } from './target.js';
import { takenNames } from './taken.js';

/** What to validate, and with what. */
export interface ValidateOptions {
  readonly path: string;
  readonly cwd: string;
  /** The child's program. */
  readonly program: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** How long it may take to load. */
  readonly seconds: number;
  /** The config of the plugin, or the options of the policy. Default: none, or what can be made up. */
  readonly config: Record<string, unknown> | undefined;
  /** The language of the findings. */
  readonly locale: Locale;
}

/** A report, and what it is about. */
export interface Validated {
  readonly report: Report;
  readonly facts: Facts;
}

/** Gathers the facts of a plugin and judges them. Throws a sentence where there is no plugin to look at. */
export async function validate(options: ValidateOptions): Promise<Validated> {
  const { path, cwd, ...rest } = options;
  const target = await findTarget(path, cwd);
  const { entry, directory, manifest } = target;
  const [imports, taken, { run, printed }] =
    entry === undefined
      ? [
          { files: 0, packages: [] },
          { plugins: [], tools: [] },
          { run: {}, printed: '' },
        ]
      : await Promise.all([
          importsOf(entry, directory),
          takenNames(),
          inspect({ ...rest, file: entry, packaged: manifest !== undefined }),
        ]);
  const facts: Facts = { target, imports, run, printed, taken };
  return { report: judge(facts, options.locale), facts };
}
