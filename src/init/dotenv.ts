import { stat } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import { withoutEmpty } from '../config/env-file.js';
import { CREDENTIAL_VARIABLES, OTHER_VARIABLES, REDIRECTING_VARIABLES } from './credentials.js';
import { readSource } from './read-source.js';
import type { UnreadableSource } from './found.js';

/** A dotenv file: the names of what it sets, never the values. */
export interface Dotenv {
  readonly file: string;
  /** Those that mcm reads. */
  readonly names: readonly string[];
  /** Those of them that say where requests go. */
  readonly redirecting: readonly string[];
  /** Whether others on this machine may read it. */
  readonly shared: boolean;
}

const READ: readonly string[] = [...CREDENTIAL_VARIABLES, ...OTHER_VARIABLES, ...REDIRECTING_VARIABLES];

/** Looks into a dotenv file; undefined where there is none. */
export async function readDotenv(
  file: string,
  platform: NodeJS.Platform,
): Promise<Dotenv | { readonly unreadable: UnreadableSource } | undefined> {
  const read = await readSource(file, (text) => Object.keys(withoutEmpty(parseEnv(text))));
  if (read === undefined || 'unreadable' in read) return read;
  const names = read.found.filter((name) => READ.includes(name));
  const mode =
    platform === 'win32'
      ? 0
      : await stat(file).then(
          (found) => found.mode,
          () => 0,
        );
  return {
    file,
    names,
    redirecting: names.filter((name) => REDIRECTING_VARIABLES.includes(name)),
    shared: (mode & 0o077) !== 0,
  };
}

/** Whether it holds credentials of a cloud, as the file of a project that asks clouds does. */
export const holdsCredentials = ({ names }: Dotenv): boolean =>
  names.some((name) => CREDENTIAL_VARIABLES.includes(name));
