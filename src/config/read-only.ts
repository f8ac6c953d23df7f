import type { Env } from './env-file.js';
import { ConfigError } from './error.js';
import { config as configWords } from '../locale/en/config.js';
import { say } from '../locale/words.js';

/** Whether MCM_READ_ONLY asks for read-only mode. What is neither yes nor no is a mistake, and not taken for a no. */
export function saysReadOnly({ MCM_READ_ONLY: said = 'false' }: Env): boolean {
  if (said !== 'true' && said !== 'false')
    throw new ConfigError(say(configWords, (words) => words.readOnlyIs(JSON.stringify(said))));
  return said === 'true';
}
