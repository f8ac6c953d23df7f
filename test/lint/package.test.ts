import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { importsOf } from '../../src/lint/imports.js';
import { findTarget } from '../../src/lint/target.js';
import { factsWith, found } from './subject.js';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'mcm-lint-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

let made = 0;
type Manifest = Readonly<Record<string, unknown>>;

/** A folder with these files. */
async function folder(files: Readonly<Record<string, string | Manifest>>): Promise<string> {
  const directory = join(root, String((made += 1)));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(directory, name)), { recursive: true });
    await writeFile(join(directory, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return directory;
}

const GOOD = {
  name: 'mcm-plugin-acme',
  keywords: ['mcm-plugin'],
  exports: './dist/index.js',
  files: ['dist'],
  dependencies: { zod: '^4.0.0' },
  peerDependencies: { 'multi-cloud-manager': '^0.1.0' },
};

/** What is found in a package with these files beside a package.json. */
async function findingsIn(
  manifest: Manifest,
  files: Readonly<Record<string, string>> = { 'dist/index.js': '' },
): Promise<readonly string[]> {
  const target = await findTarget(await folder({ 'package.json': { ...GOOD, ...manifest }, ...files }), '/');
  const { entry, directory } = target;
  const imports = entry === undefined ? { files: 0, packages: [] } : await importsOf(entry, directory);
  return found(await factsWith({ target, imports }));
}

describe('a package', () => {
  it.each<[string, Manifest, readonly string[]]>([
    ['is good as the convention has it', {}, []],
    ['is good in a scope', { name: '@shop/mcm-plugin-acme' }, []],
    [
      'has another name',
      { name: 'acme-for-mcm' },
      [
        'package-name package.json: its name is "acme-for-mcm"; people look for mcm-plugin-NAME or @scope/mcm-plugin-NAME',
      ],
    ],
    [
      'lacks the keyword',
      { keywords: undefined },
      ['package-keyword package.json: its keywords lack mcm-plugin, by which people find plugins'],
    ],
    [
      'lacks its peer',
      { peerDependencies: {} },
      [
        'package-peer-dependency package.json: its peerDependencies lack multi-cloud-manager, the range of versions that it works with',
      ],
    ],
    [
      'brings its own mcm',
      { dependencies: { 'multi-cloud-manager': '*' } },
      [
        'package-peer-dependency package.json: multi-cloud-manager is among its dependencies, which can bring a second copy; make it a peer dependency alone',
      ],
    ],
    [
      'was not built',
      { exports: { '.': { types: './dist/index.d.ts', import: './lib/index.js' } } },
      [
        'package-entry package.json: its entry "./lib/index.js" is not there; build it first, or name what is there in exports',
      ],
    ],
    [
      'does not publish its entry',
      { files: ['lib', 'README.md'] },
      [
        'package-entry package.json: its entry "./dist/index.js" is outside of its files, so that it would not be published',
      ],
    ],
  ])('%s', async (_what, manifest, findings) => {
    expect(await findingsIn(manifest)).toEqual(findings);
  });

  it('is in TypeScript', async () => {
    expect(await findingsIn({ exports: './dist/index.ts' }, { 'dist/index.ts': '' })).toEqual([
      'package-entry package.json: its entry "./dist/index.ts" is TypeScript, which is not compiled in node_modules; compile it, and name the JavaScript',
    ]);
  });

  it('imports what it does not list', async () => {
    const files = {
      'dist/index.js': `
        import { definePlugin } from 'multi-cloud-manager/plugin';
        import { readFile } from 'node:fs/promises';
        import path from 'path';
        import './client.js';
        import '@scope/kit/deep';
        import './not-there.js';
        // import 'in-a-comment';
        export const text = "import 'in-a-string'";
      `,
      'dist/client.js': `
        import { z } from 'zod';
        import { self } from 'mcm-plugin-acme';
        export const sdk = () => import('acme-sdk');
        export { it } from '#internal';
        export * from './legacy.cjs';
      `,
      'dist/legacy.cjs': `module.exports = require('left-pad');`,
      'dist/unused.js': `import 'of-nobody';`,
    };
    expect(await findingsIn({ devDependencies: { 'left-pad': '1' } }, files)).toEqual([
      `unlisted-dependency dist/index.js: imports @scope/kit, which package.json does not list; make it a dependency`,
      `unlisted-dependency dist/client.js: imports acme-sdk, which package.json does not list; make it a dependency`,
      `unlisted-dependency dist/legacy.cjs: imports left-pad, which is only among the devDependencies: who installs the plugin does not get it; make it a dependency`,
    ]);
  });
});

describe('the imports of TypeScript', () => {
  it('are those that are left when the types are gone', async () => {
    const directory = await folder({
      'plugin.ts': `
        import type { A } from 'only-types';
        import { type B } from 'inline-types';
        import { c } from 'real';
        import { d } from './part.js';
        export const e: A | B = c(d);
      `,
      'part.ts': `export { d } from 'deeper'; export type { F } from 'also-types';`,
    });
    expect(await importsOf(join(directory, 'plugin.ts'), directory)).toEqual({
      files: 2,
      packages: [
        { name: 'real', file: 'plugin.ts' },
        { name: 'deeper', file: 'part.ts' },
      ],
    });
  });
});

describe('what lies at a path', () => {
  it.each([
    ['nothing', 'gone', /^There is nothing at .*gone\.$/],
    ['a folder that is no package', 'src', /^There is no package\.json in .*src\. Name the folder/],
    ['a file of another kind', 'README.md', /is neither a folder with a package\.json nor a file in/],
    ['a broken package.json', 'broken', /^The package\.json in .*broken is not JSON\.$/],
    ['a package.json that is a list', 'list', /^The package\.json in .*list is not an object\.$/],
  ])('can be %s', async (_what, path, sentence) => {
    const directory = await folder({
      'src/index.ts': '',
      'README.md': '',
      'broken/package.json': '{',
      'list/package.json': '[]',
    });
    await expect(findTarget(path, directory)).rejects.toThrow(sentence);
  });

  it('can be a package by its package.json, or one with main alone', async () => {
    const directory = await folder({ 'package.json': { main: 'lib' }, 'lib/index.js': '' });
    expect(await findTarget('package.json', directory)).toMatchObject({
      directory,
      entry: join(directory, 'lib/index.js'),
      manifest: { name: '', entry: 'lib' },
    });
  });
});
