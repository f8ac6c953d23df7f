import { stat } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { textIn, type Text } from 'multi-cloud-manager/plugin';
import { withoutEmpty } from '../config/env-file.js';
import { errorCode } from '../config/error.js';
import { CONFIG_NAMES, findInDirectory } from '../config/find.js';
import { init, type InitWords } from '../locale/en/init.js';
import { say } from '../locale/words.js';
import { userConfigDirectory } from '../state/directory.js';
import type { Format } from './config.js';

const ENDINGS: Readonly<Record<string, Format>> = {
  '.yaml': 'yaml',
  '.yml': 'yaml',
  '.ts': 'ts',
  '.mts': 'ts',
};

/** Where the config goes. */
export interface Target {
  readonly file: string;
  readonly format: Format;
  /** How mcm comes to it: by itself, when it is trusted and the directory is that one, or when it is named. */
  readonly reached: 'always' | 'trusted' | 'named';
  /** Whether there is a file already. */
  readonly exists: boolean;
  /** Another config of that directory: one of the two would not be used. */
  readonly other?: string;
}

/** Why nothing can be written there, in a sentence. */
export class NoTarget extends Error {
  override readonly name = 'NoTarget';
  readonly said: Text;

  constructor(pick: (words: InitWords) => string) {
    const said = say(init, pick);
    super(textIn(said, 'en'));
    this.said = said;
  }
}

/** Where it goes and what is there: `--config`, else where MCM_CONFIG says, else the person's own config directory, where no trust is needed. */
export async function targetOf(
  wanted: { readonly config?: string | undefined; readonly format?: Format | undefined },
  place: {
    readonly cwd: string;
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly platform: NodeJS.Platform;
    readonly home: string;
  },
): Promise<Target> {
  const env = withoutEmpty(place.env);
  const own = userConfigDirectory(env, place.platform, place.home);
  const named = wanted.config ?? env['MCM_CONFIG'];
  const file =
    named === undefined ? join(own, `mcm.config.${wanted.format ?? 'yaml'}`) : resolve(place.cwd, named);
  const format = ENDINGS[extname(file)];
  if (format === undefined) throw new NoTarget((words) => words.notAFormat(file, Object.keys(ENDINGS)));
  const asked = wanted.format;
  if (asked !== undefined && asked !== format) throw new NoTarget((words) => words.otherFormat(file, asked));
  const kind = await kindOf(file);
  if (kind === 'directory') throw new NoTarget((words) => words.isDirectory(file));
  const isConfigName = CONFIG_NAMES.includes(basename(file));
  const other = isConfigName ? (await findInDirectory(dirname(file)))?.file : undefined;
  const always =
    env['MCM_CONFIG'] === undefined
      ? dirname(file) === own && isConfigName
      : resolve(place.cwd, env['MCM_CONFIG']) === file;
  return {
    file,
    format,
    reached: always ? 'always' : dirname(file) === place.cwd && isConfigName ? 'trusted' : 'named',
    exists: kind !== undefined,
    ...(other !== undefined && other !== file && { other }),
  };
}

async function kindOf(file: string): Promise<'file' | 'directory' | undefined> {
  try {
    return (await stat(file)).isDirectory() ? 'directory' : 'file';
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return undefined;
    throw new NoTarget((words) => words.notWritten(file, words.notRead(errorCode(error))));
  }
}
