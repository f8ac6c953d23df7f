import { execFile } from 'node:child_process';
import { appendFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { probe } from '../../src/cli/plugin/probe.js';
import { messageOf } from '../config/workspace.js';
import { call, connect, PROGRAM, room, run } from './built.js';

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

const WORDS = `
import { definePlugin, injectable, Tool } from 'multi-cloud-manager/plugin';
import { z } from 'zod';
console.log('noise of the plugin');
class WordTools { tell({ word }) { return { said: word + '!' }; } }
injectable()(WordTools);
Tool({
  name: 'tell_word', title: 'Word', description: 'Tells a word.', access: 'read',
  input: z.strictObject({ word: z.string() }), output: z.object({ said: z.string() }),
})(WordTools.prototype, 'tell');
export default definePlugin({ name: 'words', apiVersion: 1, tools: [WordTools] });
`;

let place: Awaited<ReturnType<typeof room>>;
let env: Readonly<Record<string, string>>;
beforeAll(async () => {
  place = await room();
  env = { ...place.env, npm_config_offline: 'true' };
});
afterAll(() => place.remove());

const write = (name: string, content: string): Promise<void> =>
  writeFile(join(place.directory, name), content);
const mcm = (...args: readonly string[]) => run(args, { cwd: place.directory, env });

/** A package whose every script would leave a file behind, packed as `npm publish` would pack it. */
async function pack(version: string, code: string): Promise<string> {
  const source = join('source', version);
  await mkdir(join(place.directory, source), { recursive: true });
  const script = `node -e "require('fs').writeFileSync('${join(place.directory, 'a-script-ran')}', '')"`;
  const scripts = ['preinstall', 'install', 'postinstall', 'prepare', 'prepack'].map((name) => [
    name,
    script,
  ]);
  await write(
    join(source, 'package.json'),
    JSON.stringify({
      ...{ name: 'mcm-plugin-words', version, type: 'module', exports: './index.js' },
      peerDependencies: { 'multi-cloud-manager': '*' },
      scripts: Object.fromEntries(scripts) as object,
    }),
  );
  await write(join(source, 'index.js'), code);
  await promisify(execFile)(npm, ['pack', '--ignore-scripts', '--pack-destination', place.directory], {
    cwd: join(place.directory, source),
    env,
  });
  return `./mcm-plugin-words-${version}.tgz`;
}

/** What a client of the built program sees of the plugin and of the others, and what went to stderr. */
async function served(): Promise<{ said: unknown; providers: object; others: number; stderr: string }> {
  const { client, stderr } = await connect(['serve', '--config', 'mcm.json'], { cwd: place.directory, env });
  try {
    const { tools } = await client.listTools();
    const status = (await call(client, 'get_system_status')) as { providers: object };
    const has = tools.some(({ name }) => name === 'tell_word');
    return {
      said: has ? (await call(client, 'tell_word', { word: 'hello' }))['said'] : undefined,
      providers: status.providers,
      others: tools.filter(({ name }) => name !== 'tell_word').length,
      stderr: stderr(),
    };
  } finally {
    await client.close();
  }
}

const installed = async () =>
  (
    JSON.parse((await mcm('plugin', 'list', '--config', 'mcm.json', '--json')).stdout) as {
      directory: string;
      packages: Readonly<Record<string, unknown>>[];
    }
  ).packages;
const lock = () => readFile(join(place.env.MCM_STATE_DIR, 'plugins', 'plugins.lock.json'), 'utf8');
const directories = async () =>
  (await readdir(join(place.env.MCM_STATE_DIR, 'plugins'))).filter((name) => name.startsWith('package-'));

describe('a plugin from a tarball, from add to remove, without a network', () => {
  it('goes all the way', async () => {
    const good = await pack('1.0.0', WORDS);
    const broken = await pack('2.0.0', `${WORDS}\nthrow new Error('broken at import');`);
    await write('mcm.json', '{ "plugins": ["words", "digitalocean"] }');

    // It is not there yet.
    expect((await served()).providers).toMatchObject([
      { name: 'digitalocean' },
      { name: 'words', reason: expect.stringContaining('no plugin from `mcm plugin add`') },
    ]);

    const added = await mcm('plugin', 'add', good);
    expect(added).toEqual({
      code: 0,
      stdout:
        'mcm-plugin-words 1.0.0 is installed: the plugin words.\nA config that names words under plugins uses it from its next start on.\n',
      stderr: '',
    });
    expect(await installed()).toEqual([
      {
        ...{ package: 'mcm-plugin-words', version: '1.0.0', kind: 'plugin', plugin: 'words' },
        ...{ from: join(place.directory, good), state: 'ok', in_config: true },
        integrity: expect.stringMatching(/^sha512-/),
        content: expect.stringMatching(/^sha512-/),
      },
    ]);
    const first = await served();
    expect(first).toMatchObject({ said: 'hello!', providers: [{ name: 'digitalocean' }] });
    expect(first.stderr).toContain('noise of the plugin');

    // A version that does not load leaves the one before.
    const before = await lock();
    const failed = await mcm('plugin', 'add', broken);
    expect([failed.code, failed.stdout, failed.stderr]).toEqual([
      1,
      '',
      'mcm: mcm-plugin-words cannot be used: broken at import\nNothing was changed.\n',
    ]);
    expect([await lock(), await directories()]).toEqual([before, [expect.any(String)]]);
    expect(await served()).toMatchObject({ said: 'hello!' });

    // A file that changed is not run; the others work.
    const [directory = ''] = await directories();
    const home = join(place.env.MCM_STATE_DIR, 'plugins', directory, 'node_modules', 'mcm-plugin-words');
    await appendFile(join(home, 'index.js'), '\nconsole.error("tampered code ran");');
    const refused = await served();
    const repair = `mcm plugin add ${join(place.directory, good)}`;
    expect(refused).toMatchObject({
      said: undefined,
      others: first.others,
      providers: [
        { name: 'digitalocean' },
        {
          name: 'words',
          reason: `the files of mcm-plugin-words are not those that were installed, so it was not loaded; install it again: ${repair}`,
        },
      ],
    });
    expect(refused.stderr).not.toContain('tampered code ran');
    expect((await mcm('plugin', 'list')).stdout).toContain(`changed. Install it again: ${repair}\n`);

    // As the sentence says; the argument is a path of this test, without anything that a shell would read.
    expect((await mcm(...repair.split(' ').slice(1))).code).toBe(0);
    expect(await served()).toMatchObject({ said: 'hello!' });

    const removed = await mcm('plugin', 'remove', 'words', '--config', 'mcm.json');
    expect([removed.code, removed.stdout]).toEqual([
      0,
      `mcm-plugin-words 1.0.0 is removed.\n${join(place.directory, 'mcm.json')} still names words: take it out, or each start warns that it is missing.\n`,
    ]);
    expect([await installed(), await directories()]).toEqual([[], []]);
    expect(await readdir(place.directory)).not.toContain('a-script-ran');
  }, 180_000);
});

describe('a package is tried in a process of its own', () => {
  /** What the built program finds out about a package with this code. */
  async function tried(code: string): Promise<unknown> {
    const directory = await mkdir(join(place.directory, 'tried', crypto.randomUUID()), { recursive: true });
    const home = join(String(directory), 'node_modules', 'mcm-plugin-tried');
    await mkdir(home, { recursive: true });
    await writeFile(join(home, 'package.json'), '{ "type": "module", "exports": "./index.js" }');
    await writeFile(
      join(home, 'index.js'),
      `import * as api from 'multi-cloud-manager/plugin';\nconst plugin = { name: 'tried', apiVersion: 1 };\n${code}`,
    );
    return probe(String(directory), 'mcm-plugin-tried', place.env.MCM_STATE_DIR, {
      env: { ...env, SECRET: 'x' },
      locale: 'en',
      program: PROGRAM,
    });
  }

  it.each([
    ['a plugin', 'export default api.definePlugin(plugin);', { kind: 'plugin', name: 'tried' }],
    [
      'a policy',
      `export default api.definePolicy({ name: 'p', evaluate: () => api.allow() });`,
      { kind: 'policy' },
    ],
    ['a function that makes one', 'export default () => undefined;', { kind: 'policy' }],
    [
      'a plugin that leaves a timer and prints',
      `setInterval(() => {}, 1000); process.stdout.write('{"found":{}}'); export default api.definePlugin(plugin);`,
      { kind: 'plugin', name: 'tried' },
    ],
    [
      'a plugin that would be another if it saw a secret',
      `export default api.definePlugin({ ...plugin, name: process.env.SECRET ? 'seen' : 'unseen' });`,
      { kind: 'plugin', name: 'unseen' },
    ],
  ])('%s', async (_what, code, expected) => {
    expect(await tried(code)).toEqual(expected);
  });

  it.each([
    ['that throws', `throw new Error('no \\u001b[31mluck');`, 'no luck'],
    ['that ends the process', 'process.exit(7);', 'it ended the process when it was loaded (exit code 7)'],
    ['without a plugin', 'export const x = 1;', 'its default export is neither a plugin, nor a policy'],
    [
      'for another version of the API',
      'export default api.definePlugin({ ...plugin, apiVersion: 9 });',
      'it was written for version 9 of the plugin API and this mcm speaks version 1: update mcm',
    ],
    [
      'without a proper name',
      `export default api.definePlugin({ ...plugin, name: 'A b' });`,
      'its name must be',
    ],
    ['that lacks a dependency', `import 'nowhere-to-be-found'; export default {};`, 'nowhere-to-be-found'],
  ])('and one %s is refused', async (_what, code, reason) => {
    const sentence = await messageOf(tried(code));
    expect(sentence).toMatch(/^mcm-plugin-tried cannot be used: /);
    expect(sentence).toContain(reason);
  });

  it('which nobody starts by hand', async () => {
    expect(await mcm('plugin', 'probe', 'a', 'b', 'c')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('mcm plugin probe is started by mcm plugin add.'),
    });
  });
});
