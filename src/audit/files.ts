import { constants } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { checkStateDirectory } from '../state/directory.js';
import { openOwnFile } from '../state/own-file.js';
import { hasCode } from './fault.js';
import { anchorName, anchorOf, auditDirectory, HEADS } from './names.js';

/** A trail as bytes, wherever it lies. */
export interface TrailFiles {
  /** The chains that have an anchor, oldest first. */
  chains(): Promise<readonly string[]>;
  /** The names of the files with records, oldest chain first. */
  segments(): Promise<readonly string[]>;
  size(segment: string): Promise<number>;
  /** Rejects where a file is not there, is no file of this user, or lies behind a symbolic link. */
  read(segment: string, range?: { readonly from?: number; readonly to?: number }): Promise<Buffer>;
  /** The anchor of a chain; undefined when there is none. */
  anchor(chain: string): Promise<Buffer | undefined>;
}

/** The trail in a state directory. What is not there is an empty trail. */
export function trailOnDisk(stateDir: string): TrailFiles {
  const directory = auditDirectory(stateDir);
  const names = async (folder: string): Promise<readonly string[]> =>
    (await checkStateDirectory(folder)) ? (await readdir(folder)).sort() : [];
  const at = (segment: string): string => join(directory, segment);
  return {
    chains: async () =>
      (await names(directory)).includes(HEADS)
        ? (await names(join(directory, HEADS))).flatMap((name) => anchorOf(name) ?? [])
        : [],
    segments: async () => (await names(directory)).filter((name) => name.endsWith('.jsonl')),
    size: async (segment) => (await lstat(at(segment))).size,
    read: (segment, range) => readOwn(at(segment), range),
    anchor: (chain) =>
      readOwn(at(anchorName(chain))).catch((error: unknown) => {
        if (hasCode(error, 'ENOENT')) return undefined;
        throw error;
      }),
  };
}

async function readOwn(
  path: string,
  { from = 0, to = Infinity }: { readonly from?: number; readonly to?: number } = {},
): Promise<Buffer> {
  const handle = await openOwnFile(path, constants.O_RDONLY);
  try {
    const bytes = Buffer.alloc(Math.max(0, Math.min((await handle.stat()).size, to) - from));
    let length = 0;
    while (length < bytes.length) {
      const { bytesRead } = await handle.read(bytes, length, bytes.length - length, from + length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return bytes.subarray(0, length);
  } finally {
    await handle.close();
  }
}
