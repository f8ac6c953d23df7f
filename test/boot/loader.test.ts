import { mkdtemp, readFile, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Loader, type Require } from '../../src/boot/loader.js';

/** Of Node.js, with modules of its own: in this runner's, files are not those of the process. */
let require: Require;

let directory: string;
let compiledIn: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mcm-loader-'));
  compiledIn = join(directory, 'compiled');
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const at = (name: string): string => join(directory, name);
const kept = (): Promise<string[]> => readdir(compiledIn).catch(() => []);

/** As a new process would begin. */
function start(folder: string | undefined = compiledIn): Loader {
  const node = createRequire(import.meta.url);
  const { resolve } = node;
  require = Object.assign((id: string): unknown => node(id), { cache: {}, main: undefined, resolve });
  return new Loader({ require, compiledIn: folder });
}

describe('the loader of the program', () => {
  it('loads files as `require` does, each once, into its cache', async () => {
    await writeFile(at('a.cjs'), 'exports.b = require("./b.cjs"); exports.sep = require("node:path").sep;');
    await writeFile(
      at('b.cjs'),
      'exports.file = __filename; exports.folder = __dirname; exports.loaded = module.loaded;',
    );
    const a = start().load(at('a.cjs'));
    expect(a).toMatchObject({ sep: '/', b: { file: at('b.cjs'), folder: directory, loaded: false } });
    expect(require.cache[at('a.cjs')]?.exports).toBe(a);
    expect(require.cache[at('b.cjs')]?.exports).toBe((a as { b: unknown }).b);
    expect(require.cache[at('b.cjs')]?.loaded).toBe(true);
  });

  it('keeps what was compiled, and compiles nothing of it again', async () => {
    await writeFile(at('a.cjs'), 'exports.twice = (n) => n * 2;');
    const first = start();
    first.load(at('a.cjs'));
    first.keep();
    expect(await kept()).toEqual(['a.cjs.bin']);
    const before = await stat(join(compiledIn, 'a.cjs.bin'));
    const second = start();
    const { twice } = second.load(at('a.cjs')) as { twice: (n: number) => number };
    expect(twice(21)).toBe(42);
    second.keep();
    expect((await stat(join(compiledIn, 'a.cjs.bin'))).ino).toBe(before.ino);
  });

  it('reads a file that has changed, also one of the same length', async () => {
    await writeFile(at('a.cjs'), 'exports.word = "one";');
    const first = start();
    first.load(at('a.cjs'));
    first.keep();
    await writeFile(at('a.cjs'), 'exports.word = "two";');
    await utimes(at('a.cjs'), 1, 1);
    const second = start();
    expect(second.load(at('a.cjs'))).toEqual({ word: 'two' });
    second.keep();
    expect(start().load(at('a.cjs'))).toEqual({ word: 'two' });
  });

  it('goes on where what was kept is damaged, and mends it', async () => {
    await writeFile(at('a.cjs'), 'exports.word = "one";');
    const first = start();
    first.load(at('a.cjs'));
    first.keep();
    const bin = join(compiledIn, 'a.cjs.bin');
    const whole = await readFile(bin);
    const damaged = Buffer.from(whole);
    damaged.fill(0xff, 80, 90);
    await writeFile(bin, damaged);
    const second = start();
    expect(second.load(at('a.cjs'))).toEqual({ word: 'one' });
    second.keep();
    expect((await readFile(bin)).subarray(80, 90)).not.toEqual(damaged.subarray(80, 90));
  });

  it('keeps nothing without a folder, and nothing goes wrong where it cannot write', async () => {
    await writeFile(at('a.cjs'), 'exports.word = "one";');
    start();
    const without = new Loader({ require, compiledIn: undefined });
    expect(without.load(at('a.cjs'))).toEqual({ word: 'one' });
    without.keep();
    await writeFile(compiledIn, 'a file');
    const barred = start();
    expect(barred.load(at('a.cjs'))).toEqual({ word: 'one' });
    barred.keep();
    expect((await readdir(directory)).sort()).toEqual(['a.cjs', 'compiled']);
  });

  it('says where an error is, in the line and the column of the file', async () => {
    await writeFile(at('a.cjs'), 'exports.fail = () => { throw new Error("no"); };');
    const { fail } = start().load(at('a.cjs')) as { fail: () => void };
    let stack = '';
    try {
      fail();
    } catch (error) {
      stack = (error as Error).stack ?? '';
    }
    expect(stack).toContain(`${at('a.cjs')}:1:30`);
  });

  it('loads a file that failed again when it is asked for again', async () => {
    await writeFile(at('a.cjs'), 'throw new Error("not yet");');
    const loader = start();
    expect(() => loader.load(at('a.cjs'))).toThrow('not yet');
    await writeFile(at('a.cjs'), 'exports.word = "now";');
    expect(loader.load(at('a.cjs'))).toEqual({ word: 'now' });
  });

  it('reads text beyond ASCII as UTF-8', async () => {
    await writeFile(at('a.cjs'), 'exports.word = "服务器";');
    expect(start().load(at('a.cjs'))).toEqual({ word: '服务器' });
  });
});
