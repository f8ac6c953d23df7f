import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chmod, mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { contentHash } from '../../src/installed/content.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mcm-content-'));
  await write('node_modules/acme/index.js', 'export default 1;');
  await write('node_modules/acme/package.json', '{"name":"acme"}');
  await write('node_modules/dependency/index.js', '1');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(path: string, content: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), content);
}

/** Worked out apart from the program, with sha512sum over the list of paths and hashes. */
const KNOWN =
  'sha512-W4D8llQeVKzUd2mCfaxpRgDoIGOx/eyHoozYnq7AwT3Qif4FTwGTfciO4RW6EkV8odTkkcBKgy6AcvVbygso+g==';

describe('the hash of what was installed [RULE:PLUGIN-INSTALLED]', () => {
  it('is the same for the same files, wherever they lie', async () => {
    expect(await contentHash(folder)).toBe(KNOWN);
    const elsewhere = `${folder}-moved`;
    await rename(folder, elsewhere);
    folder = elsewhere;
    expect(await contentHash(folder)).toBe(KNOWN);
  });

  it.each([
    ['a file is changed', () => write('node_modules/acme/index.js', 'export default 2;')],
    ['a file of a dependency is changed', () => write('node_modules/dependency/index.js', '2')],
    ['a file is added', () => write('node_modules/acme/more.js', '')],
    ['a hidden file is added', () => write('node_modules/acme/.hidden', '')],
    ['a package is added', () => write('node_modules/other/index.js', '')],
    ['a nested package is added', () => write('node_modules/acme/node_modules/zod/index.js', '')],
    ["a file has the name of npm's notes", () => write('node_modules/acme/.package-lock.json', '')],
    ['a file is removed', () => rm(join(folder, 'node_modules/acme/package.json'))],
    [
      'a file is moved',
      () => rename(join(folder, 'node_modules/acme/index.js'), join(folder, 'node_modules/acme/main.js')),
    ],
    [
      'two files change their content',
      async () => {
        await write('node_modules/acme/index.js', '{"name":"acme"}');
        await write('node_modules/acme/package.json', 'export default 1;');
      },
    ],
    [
      'a file becomes a link to one with the same content',
      async () => {
        await write('node_modules/dependency/same.js', 'export default 1;');
        await rm(join(folder, 'node_modules/acme/index.js'));
        await symlink('../dependency/same.js', join(folder, 'node_modules/acme/index.js'));
      },
    ],
  ])('is another when %s', async (_, change) => {
    await change();
    expect(await contentHash(folder)).not.toBe(KNOWN);
  });

  it.each([
    ["npm's notes about the tree", () => write('node_modules/.package-lock.json', '{}')],
    ['what lies beside node_modules', () => write('package-lock.json', '{}')],
    ['the mode of a file', () => chmod(join(folder, 'node_modules/acme/index.js'), 0o755)],
  ])('does not count %s', async (_, change) => {
    await change();
    expect(await contentHash(folder)).toBe(KNOWN);
  });

  it.each([
    ['out of the folder', tmpdir()],
    ['to nothing', './nowhere'],
  ])('is refused for a link that leads %s', async (_, target) => {
    await symlink(target, join(folder, 'node_modules', 'linked'));
    await expect(contentHash(folder)).rejects.toThrow("is a link that leads out of the plugin's folder");
  });
});
