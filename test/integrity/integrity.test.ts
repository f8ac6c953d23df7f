import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chmod, cp, mkdir, mkdtemp, rename, rm, symlink, unlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { integrityOf } from '../../src/integrity/integrity.js';

let root: string;
let tree: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'mcm-integrity-'));
  tree = join(root, 'tree');
  await mkdir(join(tree, 'lib', 'deep'), { recursive: true });
  await writeFile(join(tree, 'index.js'), 'export {};\n');
  await writeFile(join(tree, 'lib', 'a.js'), 'a');
  await writeFile(join(tree, 'lib', 'deep', 'b.js'), 'b');
  await symlink('index.js', join(tree, 'main'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe('the integrity of a directory', () => {
  it('is what its files, their paths and its links are, written down once', async () => {
    expect(await integrityOf(tree)).toBe(
      'sha512-tZ1H5hTzoeG5ppEimR2hZo2IZqliXdfCdo3Hp1b8p6jv/JEJNWisfzAtKy52YSZeN0rLg+s+ZQeo6owaUT+EFQ==',
    );
  });

  it('is that of a copy, whatever its modes and times', async () => {
    const copy = join(root, 'copy');
    await cp(tree, copy, { recursive: true, verbatimSymlinks: true });
    await chmod(join(copy, 'index.js'), 0o600);
    await utimes(join(copy, 'index.js'), 1, 1);
    expect(await integrityOf(copy)).toBe(await integrityOf(tree));
  });

  it.each<[string, () => Promise<void>]>([
    ['a byte', () => writeFile(join(tree, 'lib', 'deep', 'b.js'), 'c')],
    ['a file that came', () => writeFile(join(tree, 'lib', 'c.js'), '')],
    ['a file that went', () => unlink(join(tree, 'lib', 'a.js'))],
    ['a name', () => rename(join(tree, 'lib', 'a.js'), join(tree, 'lib', 'z.js'))],
    ['a file that moved', () => rename(join(tree, 'lib', 'deep', 'b.js'), join(tree, 'lib', 'b.js'))],
    [
      'where a link points',
      async () => {
        await unlink(join(tree, 'main'));
        await symlink('lib/a.js', join(tree, 'main'));
      },
    ],
    [
      'a link that became a file of the same text',
      async () => {
        await unlink(join(tree, 'main'));
        await writeFile(join(tree, 'main'), 'index.js');
      },
    ],
    [
      'two files that changed places',
      async () => {
        await writeFile(join(tree, 'lib', 'a.js'), 'b');
        await writeFile(join(tree, 'lib', 'deep', 'b.js'), 'a');
      },
    ],
  ])('changes with %s', async (_what, change) => {
    const before = await integrityOf(tree);
    await change();
    expect(await integrityOf(tree)).not.toBe(before);
  });

  it('is refused of a directory that is not there', async () => {
    await expect(integrityOf(join(root, 'nothing'))).rejects.toThrow('ENOENT');
  });
});
