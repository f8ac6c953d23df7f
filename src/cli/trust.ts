import { resolve } from 'node:path';
import { ConfigError } from '../config/error.js';
import { withoutEmpty } from '../config/env-file.js';
import { findInDirectory } from '../config/find.js';
import { TrustStore } from '../config/trust.js';
import { stateDirectory } from '../state/directory.js';
import type { Io } from './io.js';
import { parse } from './options.js';

/** `mcm trust`: says that the config of this directory may be loaded as it is now. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parse(args, { remove: { type: 'boolean' } }, ['[FILE]']);
  const [named] = positionals;
  const file = named === undefined ? (await findInDirectory(io.cwd))?.file : resolve(io.cwd, named);
  if (file === undefined)
    throw new ConfigError(
      `There is no mcm.config.* in ${io.cwd}. Run this where the config is, or name the file.`,
    );
  const store = new TrustStore(stateDirectory(withoutEmpty(io.env), io.platform, io.home));
  if (values.remove === true) {
    const known = await store.untrust(file);
    io.stdout.write(known ? `${file} is no longer trusted.\n` : `${file} was not trusted.\n`);
    return 0;
  }
  await store.trust(file).catch((error: unknown) => {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(`${file} cannot be read.`, { cause: error });
  });
  io.stdout.write(
    `${file} is trusted as it is now, with the local files that it uses. When one of them changes, say it again.\n`,
  );
  return 0;
}
