import { textIn } from 'multi-cloud-manager/plugin';
import { writeClientFile } from '../../clients/write-file.js';
import { withoutEmpty } from '../../config/env-file.js';
import { errorCode, errorMessage } from '../../config/error.js';
import { TrustStore } from '../../config/trust.js';
import { NoTarget, targetOf, type Target } from '../../init/target.js';
import { writeNewConfig } from '../../init/write.js';
import type { InitWords } from '../../locale/en/init.js';
import { stateDirectory } from '../../state/directory.js';
import { UsageError, type Io } from '../io.js';
import type { InitOptions } from './options.js';

/** Why nothing was written, in a sentence. */
export class NotWritten extends Error {
  override readonly name = 'NotWritten';
}

/** Where the config goes. Nobody is asked anything for a config that could not be written. */
export async function targetFor(options: InitOptions, io: Io, words: InitWords): Promise<Target> {
  try {
    const target = await targetOf(options, io);
    if (options.print) return target;
    if (target.other !== undefined) throw new NotWritten(words.otherConfig(target.file, target.other));
    if (target.exists && !options.force) throw new NotWritten(words.exists(target.file));
    return target;
  } catch (error) {
    if (error instanceof NoTarget) throw new UsageError(textIn(error.said, io.locale));
    throw error;
  }
}

/** Writes the config; with `--force` over what is there, of which it gives the copy. */
export async function writeConfig(
  { file }: Target,
  text: string,
  options: { readonly force: boolean; readonly now: Date },
  words: InitWords,
): Promise<string | undefined> {
  try {
    if (options.force) return await writeClientFile(file, text, options.now);
    await writeNewConfig(file, text);
    return undefined;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') throw new NotWritten(words.exists(file));
    throw new NotWritten(words.notWritten(file, errorMessage(error)));
  }
}

/** The same as `mcm trust`. */
export const trustConfig = ({ file }: Target, io: Io): Promise<void> =>
  new TrustStore(stateDirectory(withoutEmpty(io.env), io.platform, io.home)).trust(file);
