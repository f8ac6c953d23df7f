import { readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import { ConfigError, errorCode } from './error.js';
import { config as configWords } from '../locale/en/config.js';
import { say } from '../locale/words.js';

/** Environment variables; none of them is empty. */
export type Env = Readonly<Record<string, string | undefined>>;

/** What some hosts of bundles pass for a setting that a person left out: the manifest's own placeholder. */
const PLACEHOLDER = /^\$\{user_config\.\w+\}$/;

/** A copy without empty variables: hosts of bundles pass blanks or placeholders for what a person left out. */
export function withoutEmpty(env: Env): Env {
  return Object.fromEntries(
    Object.entries(env).filter(([, value = '']) => value !== '' && !PLACEHOLDER.test(value)),
  );
}

/** The environment with what a dotenv file adds to it; a variable that is set already stays as it is. */
export async function withEnvFile(env: Env, file: string): Promise<Env> {
  let content: string;
  try {
    content = await readFile(file, 'utf8');
  } catch (error) {
    const code = errorCode(error);
    throw new ConfigError(
      say(configWords, (words) =>
        code === 'ENOENT' ? words.noEnvFile(file) : words.envFileUnreadable(file, code),
      ),
      { cause: error },
    );
  }
  return { ...withoutEmpty(parseEnv(content.replace(/^\uFEFF/, ''))), ...withoutEmpty(env) };
}
