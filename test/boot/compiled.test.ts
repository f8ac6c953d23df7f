import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readCompiled, writeCompiled } from '../../src/boot/compiled.js';

const version = { size: 12, mtimeMs: 1_700_000_000_000.25 };
const data = Buffer.from('what V8 made of it');

let directory: string;
let file: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mcm-compiled-'));
  file = join(directory, 'below', 'a.cjs.bin');
});
afterEach(() => rm(directory, { recursive: true, force: true }));

describe('what V8 made of a file', () => {
  it('is read as it was written, and leaves nothing else behind', async () => {
    writeCompiled(file, version, data);
    writeCompiled(file, version, data);
    expect(readCompiled(file, version)).toEqual(data);
    expect(await readdir(join(directory, 'below'))).toEqual(['a.cjs.bin']);
  });

  it('is aligned, so that V8 need not copy it', () => {
    writeCompiled(file, version, data);
    expect((readCompiled(file, version)?.byteOffset ?? 1) % 8).toBe(0);
  });

  it.each([
    ['a size', { ...version, size: 13 }],
    ['a time', { ...version, mtimeMs: version.mtimeMs + 0.25 }],
  ])('is not of a file with %s of its own', (_what, other) => {
    writeCompiled(file, version, data);
    expect(readCompiled(file, other)).toBeUndefined();
  });

  it('is not there where none was written', () => {
    expect(readCompiled(file, version)).toBeUndefined();
  });

  it('is nothing where a byte of it is another, or missing', async () => {
    writeCompiled(file, version, data);
    const whole = await readFile(file);
    for (let at = 24; at < whole.length; at += 1) {
      const damaged = Buffer.from(whole);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      await writeFile(file, damaged);
      expect(readCompiled(file, version)).toBeUndefined();
      await writeFile(file, whole.subarray(0, at));
      expect(readCompiled(file, version)).toBeUndefined();
    }
  });

  it('is refused aloud where it cannot be written', async () => {
    await writeFile(join(directory, 'below'), 'a file');
    expect(() => {
      writeCompiled(file, version, data);
    }).toThrow(/EEXIST|ENOTDIR/);
    expect(await readdir(directory)).toEqual(['below']);
  });
});
