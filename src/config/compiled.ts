import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openOwnFile } from '../state/own-file.js';
import { VERSION } from '../version.js';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** More than anyone has in use; of what is older the oldest goes. */
const MOST = 32;

/**
 * What code in TypeScript was compiled to, so that a second start need not compile it again.
 *
 * A config may hold a secret, which must not lie in a second place. So each entry is encrypted, and its source is the key: whoever can read
 * an entry has the config already, and whoever cannot read the config can neither read an entry nor make one.
 */
export class CompiledCache {
  /** @param directory of mode 0700; it is there already */
  constructor(private readonly directory: string) {}

  /** Undefined where it is not known, or was changed. */
  async get(file: string, source: string): Promise<string | undefined> {
    try {
      const handle = await openOwnFile(this.#place(file, source), constants.O_RDONLY);
      const sealed = await handle.readFile().finally(() => handle.close());
      const open = createDecipheriv(CIPHER, secretOf('key', file, source), sealed.subarray(0, IV_BYTES));
      open.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      return Buffer.concat([open.update(sealed.subarray(IV_BYTES + TAG_BYTES)), open.final()]).toString(
        'utf8',
      );
    } catch {
      return undefined;
    }
  }

  /** Keeps it where it can; without it the next start is slower, no more. */
  async put(file: string, source: string, code: string): Promise<void> {
    const iv = randomBytes(IV_BYTES);
    const seal = createCipheriv(CIPHER, secretOf('key', file, source), iv);
    const text = Buffer.concat([seal.update(code, 'utf8'), seal.final()]);
    const place = this.#place(file, source);
    const unfinished = `${place}.${randomBytes(6).toString('hex')}`;
    try {
      const handle = await openOwnFile(unfinished, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL);
      await handle.writeFile(Buffer.concat([iv, seal.getAuthTag(), text])).finally(() => handle.close());
      await rename(unfinished, place);
      await this.#tidy();
    } catch {
      await rm(unfinished, { force: true }).catch(() => undefined);
    }
  }

  #place(file: string, source: string): string {
    return join(this.directory, secretOf('name', file, source).toString('hex'));
  }

  async #tidy(): Promise<void> {
    const names = await readdir(this.directory);
    if (names.length <= MOST) return;
    const places = names.map((name) => join(this.directory, name));
    const dated = await Promise.all(
      places.map(async (place) => [(await stat(place)).mtimeMs, place] as const),
    );
    const oldest = dated.sort(([a], [b]) => a - b).slice(0, names.length - MOST);
    await Promise.all(oldest.map(([, place]) => rm(place, { force: true })));
  }
}

/** Another for each use, file, source and version: code that another mcm compiled is not used. */
const secretOf = (use: 'key' | 'name', file: string, source: string): Buffer =>
  createHmac('sha256', source)
    .update(JSON.stringify([use, file, VERSION]))
    .digest();
