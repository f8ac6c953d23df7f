import { config as configWords } from '../../locale/en/config.js';
import { say } from '../../locale/words.js';
import { ConfigError } from '../error.js';
import type { Config } from '../schema.js';
import type { Managed } from './find.js';

/** Nothing below what administrators have fixed. */
export async function floored(config: Config, managed: readonly Managed[]): Promise<Config> {
  if (managed.length === 0) return config;
  const { applyFloor } = await import('./floor.js');
  return managed.reduce((own, { floor }) => applyFloor(own, floor), config);
}

/** A config in code is a plugin of its own: it could do whatever a plugin that is not allowed could. */
export function refuseCode(
  managed: readonly Managed[],
  pick: (words: typeof configWords, by: string) => string,
): void {
  const by = managed.find(({ floor }) => floor.plugins !== undefined);
  if (by) throw new ConfigError(say(configWords, (words) => pick(words, by.file)));
}

/** The same for a file, where it is one in code. */
export async function refuseCodeFile(file: string, managed: readonly Managed[]): Promise<void> {
  if (managed.length === 0) return;
  const { isData } = await import('../read.js');
  if (!isData(file)) refuseCode(managed, (words, by) => words.codeFile(file, by));
}
