import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * What a directory holds, as `sha512-` and base64: every file below it with its path and its bytes, and every symbolic link with what it
 * points at. Owners, modes and times are left out, so that a copy has the integrity of its original. What is neither file, link nor
 * directory rejects, as does what cannot be read.
 */
export async function integrityOf(directory: string): Promise<string> {
  const all = createHash('sha512');
  for await (const [kind, path, digest] of entries(directory, '')) all.update(`${kind} ${digest} ${path}\0`);
  return `sha512-${all.digest('base64')}`;
}

type Entry = readonly [kind: 'file' | 'link', path: string, digest: string];

/** In one order on every machine: by the code units of the names. */
async function* entries(directory: string, below: string): AsyncGenerator<Entry> {
  const found = await readdir(directory, { withFileTypes: true });
  for (const entry of found.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const [file, path] = [join(directory, entry.name), `${below}${entry.name}`];
    if (entry.isDirectory()) yield* entries(file, `${path}/`);
    else if (entry.isFile()) yield ['file', path, await digestOf(createReadStream(file))];
    else if (entry.isSymbolicLink())
      yield ['link', path, await digestOf([Buffer.from(await readlink(file))])];
    else throw new Error(`${file} is neither a file nor a directory`);
  }
}

async function digestOf(bytes: AsyncIterable<unknown> | Iterable<Buffer>): Promise<string> {
  const hash = createHash('sha512');
  for await (const chunk of bytes) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
