import { createHash } from 'node:crypto';
import { readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { checkStateDirectory, ensureStateDirectory } from '../state/directory.js';
import { localFiles } from './local-files.js';

const TrustFile = z.object({
  version: z.literal(1),
  /** Real path of the config → fingerprint. */
  trusted: z.record(z.string(), z.string()),
});

/** A hash over a config and every local file it uses, with their paths. */
async function fingerprint(config: string): Promise<string> {
  const files = [...(await localFiles(config))].sort(([a], [b]) => (a < b ? -1 : 1));
  const total = createHash('sha256');
  for (const [path, content] of files) {
    const one = createHash('sha256').update(content).digest('hex');
    total.update(JSON.stringify([path, one]));
  }
  return total.digest('hex');
}

/**
 * Which configs of a current directory a person has said `mcm trust` for. A config runs code and names end points, so any
 * change of it, or of a local file it uses, needs a new word.
 */
export class TrustStore {
  readonly #directory: string;
  readonly #file: string;

  constructor(stateDir: string) {
    this.#directory = stateDir;
    this.#file = join(stateDir, 'trust.json');
  }

  /** Whether this config was trusted as it is now. Anything that stands in the way of knowing means no. */
  async isTrusted(config: string): Promise<boolean> {
    try {
      if (!(await checkStateDirectory(this.#directory))) return false;
      const recorded = (await this.#read()).get(await realpath(config));
      return recorded !== undefined && recorded === (await fingerprint(config));
    } catch {
      return false;
    }
  }

  /** Records the config as it is now. */
  async trust(config: string): Promise<void> {
    const trusted = await this.#read();
    trusted.set(await realpath(config), await fingerprint(config));
    await this.#write(trusted);
  }

  /** Takes the word back; false when there was none. The config need not exist any more. */
  async untrust(config: string): Promise<boolean> {
    const trusted = await this.#read();
    const known = trusted.delete(await realpath(config).catch(() => config));
    if (known) await this.#write(trusted);
    return known;
  }

  async #read(): Promise<Map<string, string>> {
    try {
      const { trusted } = TrustFile.parse(JSON.parse(await readFile(this.#file, 'utf8')));
      return new Map(Object.entries(trusted));
    } catch {
      // Missing or broken: nothing is trusted.
      return new Map();
    }
  }

  async #write(trusted: ReadonlyMap<string, string>): Promise<void> {
    await ensureStateDirectory(this.#directory);
    const text = JSON.stringify({ version: 1, trusted: Object.fromEntries(trusted) }, null, 2);
    const temporary = `${this.#file}.${process.pid}.tmp`;
    // What a crashed process of the same id may have left would keep its own mode.
    await rm(temporary, { force: true });
    await writeFile(temporary, `${text}\n`, { mode: 0o600, flag: 'wx' });
    await rename(temporary, this.#file);
  }
}
