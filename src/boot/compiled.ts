import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';

/** What a file of code was when it was compiled. */
export interface Version {
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970, as the file system gives them. */
  readonly mtimeMs: number;
}

/** Two doubles, size and time, and the checksum: V8 checks its own version, but not that nothing was lost. V8 wants the rest aligned. */
const HEADER = 24;

/** What V8 made of that version of a file; undefined where there is none, or not of that version, or not whole. */
export function readCompiled(file: string, version: Version): Buffer | undefined {
  let kept: Buffer;
  try {
    kept = readFileSync(file);
  } catch {
    return undefined;
  }
  if (kept.length <= HEADER) return undefined;
  const data = kept.subarray(HEADER);
  const same =
    kept.readDoubleLE(0) === version.size &&
    kept.readDoubleLE(8) === version.mtimeMs &&
    kept.readUInt32LE(16) === crc32(data);
  return same ? data : undefined;
}

/** Keeps it, whole or not at all. Throws where that is not allowed, or there is no room. */
export function writeCompiled(file: string, version: Version, data: Buffer): void {
  const header = Buffer.alloc(HEADER);
  header.writeDoubleLE(version.size, 0);
  header.writeDoubleLE(version.mtimeMs, 8);
  header.writeUInt32LE(crc32(data), 16);
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${String(process.pid)}`;
  try {
    const descriptor = openSync(draft, 'wx');
    try {
      const whole = Buffer.concat([header, data]);
      for (let at = 0; at < whole.length;) at += writeSync(descriptor, whole, at);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
