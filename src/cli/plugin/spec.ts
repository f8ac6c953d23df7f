import { stat } from 'node:fs/promises';
import { isAbsolute, resolve } from 'node:path';
import { plugins } from '../../locale/en/plugins-command.js';
import { say } from '../../locale/words.js';
import { UsageError } from '../io.js';

/** What `mcm plugin add` was given, as npm is told it. */
export interface PackageSpec {
  readonly spec: string;
  /** Absolute, where it is a path. */
  readonly path?: string;
}

/** A package's name as registries take it, perhaps with a version, a range or a tag; no alias and no URL. */
const REGISTRY = /^(?:@[a-z0-9~][\w.~-]*\/)?[a-z0-9~][\w.~-]*(?:@[\w.~^<>=|* +-]+)?$/;

/**
 * A package of a registry, a tarball or a folder. Nothing from git or a URL: it is built by its own scripts, or cannot be had again as
 * it was.
 */
export async function packageSpec(given: string, cwd: string): Promise<PackageSpec> {
  const isPath =
    /^\.{1,2}(?:[\\/]|$)/.test(given) || isAbsolute(given) || /\.(?:tgz|tar\.gz|tar)$/i.test(given);
  if (isPath && !/^[a-z][a-z+]+:/i.test(given)) {
    const path = resolve(cwd, given);
    if (!(await stat(path).catch(() => undefined)))
      throw new UsageError(say(plugins, (words) => words.nothingAt(path)));
    return { spec: path, path };
  }
  if (REGISTRY.test(given)) return { spec: given };
  throw new UsageError(say(plugins, (words) => words.notAddable(JSON.stringify(given))));
}
