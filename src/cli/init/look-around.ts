import { join, resolve } from 'node:path';
import { textIn } from 'multi-cloud-manager/plugin';
import { findProgram } from '../../doctor/find-program.js';
import { holdsCredentials, readDotenv, type Dotenv } from '../../init/dotenv.js';
import { findAccounts } from '../../init/find.js';
import type { Findings, UnreadableSource } from '../../init/found.js';
import type { InitWords } from '../../locale/en/init.js';
import { UsageError, type Io } from '../io.js';

/** The dotenv file that is named, or the one that lies in this directory and holds credentials. */
export interface DotenvFound {
  readonly dotenv?: Dotenv;
  /** It was named; one that only lies there is used when a person says so. */
  readonly named: boolean;
  readonly unreadable: readonly UnreadableSource[];
}

/** Looks for it. One that is named has to be there. */
export async function findDotenv(named: string | undefined, io: Io, words: InitWords): Promise<DotenvFound> {
  const file = named === undefined ? join(io.cwd, '.env') : resolve(io.cwd, named);
  const found = await readDotenv(file, io.platform);
  if (named === undefined) {
    if (found && 'unreadable' in found) return { named: false, unreadable: [found.unreadable] };
    return { named: false, unreadable: [], ...(found && holdsCredentials(found) && { dotenv: found }) };
  }
  if (found === undefined) throw new UsageError(words.noEnvFile(file));
  if ('unreadable' in found) {
    const { file, why } = found.unreadable;
    throw new UsageError(words.badEnvFile(file, textIn(why, io.locale)));
  }
  return { named: true, unreadable: [], dotenv: found };
}

/** Looks where the clouds' own tools keep their credentials. */
export async function lookAround(io: Io, dotenv: Dotenv | undefined): Promise<Findings> {
  const path = io.env['PATH'] ?? '';
  const doctl = await findProgram('doctl', { path, platform: io.platform, cwd: io.cwd, env: io.env });
  return findAccounts({ env: io.env, platform: io.platform, home: io.home, doctl }, dotenv);
}
