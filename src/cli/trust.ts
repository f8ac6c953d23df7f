import { resolve } from 'node:path';
import { ConfigError } from '../config/error.js';
import { withoutEmpty } from '../config/env-file.js';
import { findInDirectory } from '../config/find.js';
import { TrustStore } from '../config/trust.js';
import { trust } from '../locale/en/trust.js';
import { say, wordsIn } from '../locale/words.js';
import { stateDirectory } from '../state/directory.js';
import type { Io } from './io.js';
import { parse } from './options.js';

/** `mcm trust`: says that the config of this directory may be loaded as it is now. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parse(args, { remove: { type: 'boolean' } }, ['[FILE]']);
  const [named] = positionals;
  const file = named === undefined ? (await findInDirectory(io.cwd))?.file : resolve(io.cwd, named);
  if (file === undefined) throw new ConfigError(say(trust, (each) => each.nothingHere(io.cwd)));
  const words = wordsIn(trust, io.locale);
  const store = new TrustStore(stateDirectory(withoutEmpty(io.env), io.platform, io.home));
  if (values.remove === true) {
    const known = await store.untrust(file);
    io.stdout.write(`${known ? words.noLonger(file) : words.wasNot(file)}\n`);
    return 0;
  }
  await store.trust(file).catch((error: unknown) => {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(
      say(trust, (each) => each.cannotBeRead(file)),
      { cause: error },
    );
  });
  io.stdout.write(`${words.trusted(file)}\n`);
  return 0;
}
