import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chmod, mkdir, readdir, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BUILTIN_NAMES } from '../../src/config/builtin-names.js';
import { stringLiterals } from '../../src/config/local-files.js';
import { TrustStore } from '../../src/config/trust.js';
import { Workspace } from './workspace.js';

let workspace: Workspace;
let store: TrustStore;
beforeEach(async () => {
  workspace = await Workspace.create();
  store = new TrustStore(workspace.stateDir);
});
afterEach(() => workspace.remove());

const project = (name: string, content: string) => workspace.write(`open/project/${name}`, content);

describe('a config in the current directory', () => {
  it('is not loaded before someone has said that it is trusted: the start is read-only and says why', async () => {
    const file = await project(
      'mcm.config.ts',
      `globalThis.mcmConfigRan = true; export default { logLevel: 'error' };`,
    );
    const loaded = await workspace.load();
    expect(loaded.config).toMatchObject({ readOnly: true, logLevel: 'info', plugins: [...BUILTIN_NAMES] });
    expect(loaded).toMatchObject({ source: 'none', untrusted: { file, command: 'mcm trust' } });
    expect(loaded.file).toBeUndefined();
    expect(loaded.notices).toEqual([
      `${file} was not loaded, because nobody has said that it is trusted; mcm is read-only. ` +
        'Look at the file, then run `mcm trust` in that directory, or name it with --config.',
    ]);
    expect('mcmConfigRan' in globalThis).toBe(false);
  });

  it('is loaded once it is trusted, and no more after a change', async () => {
    const file = await project('mcm.config.json', `{ "logLevel": "error" }`);
    await store.trust(file);
    expect(await workspace.load()).toMatchObject({
      source: 'current-directory',
      file,
      config: { logLevel: 'error', readOnly: false },
      notices: [],
    });
    await writeFile(file, `{ "logLevel": "debug" }`);
    expect(await workspace.load()).toMatchObject({ untrusted: { file }, config: { readOnly: true } });
  });

  it('may name an env file on the command line even where it is not trusted', async () => {
    await project('mcm.config.json', '{}');
    const envFile = await workspace.write('secrets.env', 'A=1');
    expect((await workspace.load({ envFile })).env).toEqual({ A: '1' });
  });
});

describe('a secret that is rotated', () => {
  it.each([
    [
      'mcm.config.json',
      `{ "plugins": [{ "use": "digitalocean", "config": { "token": { "file": "token" } } }] }`,
    ],
    [
      'mcm.config.mjs',
      `const file = (path) => ({ file: path }); export default { envFile: undefined, x: file('token') };`,
    ],
  ])('does not take the trust in %s away, and code in its place does', async (name, content) => {
    const file = await project(name, content.replace(', x:', ', $schema: "" +'));
    await project('token', 'one');
    await store.trust(file);
    await project('token', 'two');
    expect(await store.isTrusted(file)).toBe(true);
    await writeFile(file, content.replace('token', './token.mjs'));
    await project('token.mjs', '1');
    await store.trust(file);
    await project('token.mjs', '2');
    expect(await store.isTrusted(file)).toBe(name.endsWith('.json'));
  });
});

describe('the trust store', () => {
  it('forgets a config again', async () => {
    const file = await project('mcm.config.json', '{}');
    await store.trust(file);
    expect(await store.untrust(file)).toBe(true);
    expect(await store.isTrusted(file)).toBe(false);
    expect(await store.untrust(file)).toBe(false);
  });

  it('binds the word to the path: a copy elsewhere is not trusted, the same file through a link is', async () => {
    const file = await project('mcm.config.json', '{}');
    const copy = await workspace.write('open/other/mcm.config.json', '{}');
    const link = join(workspace.root, 'link');
    await symlink(workspace.project, link);
    await store.trust(file);
    expect(await store.isTrusted(copy)).toBe(false);
    expect(await store.isTrusted(join(link, 'mcm.config.json'))).toBe(true);
  });

  it('writes one file that others cannot read and leaves nothing else behind', async () => {
    const [one, two] = [
      await project('mcm.config.json', '{}'),
      await workspace.write('b/mcm.config.json', '{}'),
    ];
    await store.trust(one);
    await store.trust(two);
    expect(await readdir(workspace.stateDir)).toEqual(['trust.json']);
    expect((await stat(join(workspace.stateDir, 'trust.json'))).mode & 0o777).toBe(0o600);
    expect(await store.isTrusted(one)).toBe(true);
    expect(await store.isTrusted(two)).toBe(true);
  });

  it('trusts nothing when its file is broken or its directory is a symbolic link', async () => {
    const file = await project('mcm.config.json', '{}');
    await store.trust(file);
    const elsewhere = join(workspace.root, 'elsewhere');
    await rename(workspace.stateDir, elsewhere);
    await symlink(elsewhere, workspace.stateDir);
    expect(await store.isTrusted(file)).toBe(false);
    await expect(store.trust(file)).rejects.toThrow('is a symbolic link');

    await rm(workspace.stateDir);
    await mkdir(workspace.stateDir);
    await writeFile(join(workspace.stateDir, 'trust.json'), '{"version":1,"trusted":');
    expect(await store.isTrusted(file)).toBe(false);
    await store.trust(file);
    expect(await store.isTrusted(file)).toBe(true);
  });
});

describe('what counts into the hash', () => {
  const used: [what: string, config: string, content: string, file: string][] = [
    ['a static import', 'mcm.config.ts', `import { a } from './used.js';`, 'used.ts'],
    ['an import for its effect', 'mcm.config.mjs', `import"./used.mjs"`, 'used.mjs'],
    ['a re-export', 'mcm.config.ts', `export * from './used'`, 'used.ts'],
    ['a dynamic import', 'mcm.config.ts', 'await import(`./used.ts`)', 'used.ts'],
    ['a require', 'mcm.config.cjs', `require( /* ' */ "./used")`, 'used.cjs'],
    ['an imported folder', 'mcm.config.ts', `import x from './used'`, 'used/index.ts'],
    ['imported JSON', 'mcm.config.ts', `import x from './used.json' with { type: 'json' }`, 'used.json'],
    ['an escaped path', 'mcm.config.ts', `import x from '\\x2e/us\\u0065d.ts'`, 'used.ts'],
    ['an import after a tricky regex', 'mcm.config.ts', `const q = /'/; import('./used.ts')`, 'used.ts'],
    ['a plugin by path', 'mcm.config.ts', `export default { plugins: ['./used.ts'] }`, 'used.ts'],
    ['a plugin by path in JSON', 'mcm.config.json', `{"plugins":[{"use":"./used.ts"}]}`, 'used.ts'],
    ['a policy by path in YAML', 'mcm.config.yaml', `policies:\n  - use: ../project/used.ts\n`, 'used.ts'],
    ['the env file', 'mcm.config.ts', `export default { envFile: '.env' }`, '.env'],
    ['the env file in YAML', 'mcm.config.yaml', `envFile: .env`, '.env'],
  ];

  it.each(used)('%s', async (_, config, content, name) => {
    const file = await project(config, content);
    const other = await project(name, 'A=1');
    await store.trust(file);
    expect(await store.isTrusted(file)).toBe(true);
    await writeFile(other, 'A=2');
    expect(await store.isTrusted(file)).toBe(false);
  });

  it('files that are imported through another, also in a circle', async () => {
    const file = await project('mcm.config.ts', `import './lib/a.js'`);
    await project('lib/a.ts', `import '../mcm.config.js'; import './b.js'`);
    const far = await project('lib/b.ts', `export const words = [];`);
    await store.trust(file);
    expect(await store.isTrusted(file)).toBe(true);
    await writeFile(far, `export const words = ['x'];`);
    expect(await store.isTrusted(file)).toBe(false);
  });

  it('a local plugin that an imported file names relative to the config', async () => {
    const file = await project('mcm.config.ts', `import { plugins } from './lib/list.js'`);
    await project('lib/list.ts', `export const plugins = ['./acme.ts'];`);
    const plugin = await project('acme.ts', `1`);
    await store.trust(file);
    await writeFile(plugin, `2`);
    expect(await store.isTrusted(file)).toBe(false);
  });

  it('a file that appears and would be loaded in place of another', async () => {
    const file = await project('mcm.config.ts', `import './used'`);
    await project('used.ts', '');
    await store.trust(file);
    await project('used.js', '');
    expect(await store.isTrusted(file)).toBe(false);
  });

  it('no file that the config does not name', async () => {
    const file = await project('mcm.config.ts', `import 'zod'; // a comment's quote`);
    await store.trust(file);
    await project('README.md', 'hello');
    expect(await store.isTrusted(file)).toBe(true);
  });

  it('means no when a file cannot be read', async () => {
    const file = await project('mcm.config.ts', `import './used.js'`);
    await project('used.ts', '');
    await store.trust(file);
    await rm(join(workspace.project, 'used.ts'));
    expect(await store.isTrusted(file)).toBe(false);
    await chmod(workspace.stateDir, 0o700);
    await rm(file);
    expect(await store.isTrusted(file)).toBe(false);
  });
});

describe('stringLiterals', () => {
  it('finds literals of every kind, resolves escapes and does not run over a line', () => {
    expect(stringLiterals(`a('one', "tw\\"o") + \`thr\nee\` // it's\nb('f\\u{6f}ur')`)).toEqual(
      expect.arrayContaining(['one', 'tw"o', 'thr\nee', 'four']),
    );
    expect(stringLiterals(`'open\n'`)).toEqual([]);
  });
});
