import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chmod, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as api from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import { CompiledCache } from '../../src/config/compiled.js';
import { createModuleLoader, moduleCacheDirectory } from '../../src/config/modules.js';
import { hostModules, messageOf, Workspace } from './workspace.js';

let workspace: Workspace;
beforeEach(async () => {
  workspace = await Workspace.create();
});
afterEach(() => workspace.remove());

const user = (name: string, content: string) => workspace.write(`home/.config/mcm/${name}`, content);

describe('a config in TypeScript', () => {
  it('uses types, enums and local imports, and the host own copies of its modules', async () => {
    await user('level.ts', `export enum Level { low = 'debug' }`);
    await user(
      'mcm.config.ts',
      `import { defineConfig, env } from 'multi-cloud-manager';
       import { definePlugin, definePolicy, allow } from 'multi-cloud-manager/plugin';
       import { z } from 'zod';
       import { Level } from './level.js';
       const name: string = 'acme';
       export default defineConfig({
         plugins: [
           { use: 'digitalocean', config: { token: env('DIGITALOCEAN_TOKEN') } },
           { use: definePlugin({ name, apiVersion: 1, config: z.object({ size: z.number() }) }) },
         ],
         policies: [definePolicy({ name: 'all', evaluate: () => allow() })],
         logLevel: Level.low,
       });`,
    );
    const { config } = await workspace.load();
    expect(config.logLevel).toBe('debug');
    expect(config.plugins[0]).toEqual({
      use: 'digitalocean',
      config: { token: { env: 'DIGITALOCEAN_TOKEN' } },
    });
    expect(config.plugins[1]).toMatchObject({ use: { name: 'acme', apiVersion: 1 } });
    expect(config.policies[0]).toMatchObject({ kind: 'policy', name: 'all' });
  });

  it('gives a local file the same objects that the host has, whatever its kind', async () => {
    const load = createModuleLoader({ hostModules });
    const esm = `import { Tool, McmError } from 'multi-cloud-manager/plugin'; import z, { string } from 'zod';
      export default { Tool, McmError, z, string };`;
    for (const name of ['copy.ts', 'copy.mjs', 'copy.mts']) {
      const module = (await load(await user(name, esm))) as Record<string, unknown>;
      expect(module['Tool']).toBe(api.Tool);
      expect(module['McmError']).toBe(api.McmError);
      expect(module['string']).toBe(z.string);
    }
    const cjs = await user('copy.cjs', `exports.Tool = require('multi-cloud-manager/plugin').Tool;`);
    expect(await load(cjs)).toMatchObject({ Tool: api.Tool });
  });

  it('prefers the host own copy to one in node_modules beside the file', async () => {
    await user(
      'node_modules/multi-cloud-manager/package.json',
      `{ "name": "multi-cloud-manager", "type": "module", "exports": { "./plugin": "./plugin.js" } }`,
    );
    await user('node_modules/multi-cloud-manager/plugin.js', `export const Tool = 'another copy';`);
    const load = createModuleLoader({ hostModules });
    const file = await user(
      'copy.mjs',
      `import { Tool } from 'multi-cloud-manager/plugin'; export default Tool;`,
    );
    expect(await load(file)).toBe(api.Tool);
  });

  it('loads a class with parameter decorators', async () => {
    const file = await user(
      'acme.ts',
      `import { inject, injectable, LOGGER, type Logger } from 'multi-cloud-manager/plugin';
       @injectable()
       export default class Acme { constructor(@inject(LOGGER) private readonly log: Logger) {} }`,
    );
    const Acme = await createModuleLoader({ hostModules })(file);
    expect(typeof Acme).toBe('function');
  });

  it('runs a file once for everyone who loads it', async () => {
    const load = createModuleLoader({ hostModules });
    const file = await user('once.ts', `export default { made: Symbol() };`);
    await symlink(file, join(workspace.root, 'link.ts'));
    expect(await load(join(workspace.root, 'link.ts'))).toBe(await load(file));
  });

  it('takes host modules as paths too', async () => {
    const host = await workspace.write('host.mjs', `export const answer = 42;`);
    const load = createModuleLoader({ hostModules: { answers: host } });
    expect(await load(await user('a.ts', `import { answer } from 'answers'; export default answer;`))).toBe(
      42,
    );
  });

  it('loads from a read-only directory and writes nothing beside the config', async () => {
    await workspace.write('open/project/mcm.config.ts', `export default { logLevel: 'error' as const };`);
    await chmod(workspace.project, 0o500);
    const { config } = await workspace.load({ configDir: '.' });
    expect(config.logLevel).toBe('error');
    expect(await readdir(workspace.project)).toEqual(['mcm.config.ts']);
  });

  it('keeps what a config was compiled to where nobody can read it without the config', async () => {
    const file = await user(
      'mcm.config.ts',
      `const secret: string = 'correct-horse-battery'; export default { logLevel: secret.length > 9 ? 'error' : 'info' };`,
    );
    expect((await workspace.load()).config.logLevel).toBe('error');
    const directory = join(workspace.stateDir, 'cache', 'compiled');
    const [name = '', ...others] = await readdir(directory);
    const kept = await readFile(join(directory, name));
    expect([others, kept.includes('horse'), kept.includes('logLevel')]).toEqual([[], false, false]);
    expect((await stat(join(directory, name))).mode & 0o777).toBe(0o600);
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
    const source = await readFile(file, 'utf8');
    expect(await new CompiledCache(directory).get(file, source)).toContain('correct-horse-battery');
    expect(await new CompiledCache(directory).get(file, `${source} `)).toBeUndefined();
    expect(await new CompiledCache(directory).get(`${file}x`, source)).toBeUndefined();
  });

  it('runs what was compiled before, and nothing that was changed since', async () => {
    const file = await user('mcm.config.ts', `export default { logLevel: 'error' as const };`);
    const directory = (await moduleCacheDirectory(workspace.stateDir, 'compiled')) ?? '';
    const cache = new CompiledCache(directory);
    const source = await readFile(file, 'utf8');
    await cache.put(file, source, `exports.default = { logLevel: 'debug' };`);
    expect((await workspace.load()).config.logLevel).toBe('debug');
    const [name = ''] = await readdir(directory);
    const kept = await readFile(join(directory, name));
    kept[kept.length - 1] = (kept.at(-1) ?? 0) ^ 1;
    await writeFile(join(directory, name), kept);
    expect((await workspace.load()).config.logLevel).toBe('error');
    expect(await cache.get(file, source)).toContain('error');
  });

  it('keeps the compiled code of some configs, not of every version of them', async () => {
    const directory = (await moduleCacheDirectory(workspace.stateDir, 'compiled')) ?? '';
    const cache = new CompiledCache(directory);
    for (let version = 0; version < 40; version += 1)
      await cache.put('/mcm.config.ts', `version ${String(version)}`, 'code');
    expect((await readdir(directory)).length).toBe(32);
    expect(await cache.get('/mcm.config.ts', 'version 39')).toBe('code');
  });

  it('keeps other compiled code in its own directory of the state directory, closed to others', async () => {
    const cacheDir = await moduleCacheDirectory(workspace.stateDir);
    const load = createModuleLoader({ hostModules: {}, cacheDir });
    await load(await user('policy.ts', `export default 1 as number;`));
    const cache = join(workspace.stateDir, 'cache', 'jiti');
    expect((await readdir(cache)).length).toBe(1);
    expect((await stat(cache)).mode & 0o777).toBe(0o700);
    expect((await stat(workspace.stateDir)).mode & 0o777).toBe(0o700);
  });

  it('keeps none when the state directory cannot be used', async () => {
    expect(await moduleCacheDirectory(await workspace.write('file', ''))).toBeUndefined();
  });
});

describe('a broken config', () => {
  it.each([
    [
      'mcm.config.ts',
      `import { env } from 'multi-cloud-manager';\n\nexport default { a: };`,
      ':3:21: Unexpected token',
    ],
    ['mcm.config.json', `{\n  "logLevel": "info",\n}`, ':3:1: not valid JSON.'],
    ['mcm.config.yaml', `a: 1\nb: [secret\n`, ':3:1: not valid YAML: '],
    ['mcm.config.yaml', `token: *secret\n`, ':1:15: not valid YAML: unidentified alias.'],
    ['mcm.config.yaml', `token: !secret x\n`, ':1:17: not valid YAML: unknown tag.'],
  ])('names the file and the line of a syntax error in %s', async (name, content, expected) => {
    const file = await user(name, content);
    const message = await messageOf(workspace.load());
    expect(message.slice(0, file.length + expected.length)).toBe(file + expected);
    expect(message).not.toContain('secret');
    expect(message).not.toContain('\n');
  });

  it.each([
    ['{"a": 1 "b": 2}', '1:9'],
    ['{"a": tru}', '1:7'],
    ['{"a": "x\ny"}', '1:7'],
    ['{\n "a": [1, 2,\n ]\n}', '3:2'],
    ['{"a": 1', '1:8'],
    ['{"a": 01}', '1:7'],
    ['{} {}', '1:4'],
    ['nonsense', '1:1'],
  ])('finds the mistake in the JSON %j', async (content, place) => {
    const file = await user('mcm.config.json', content);
    expect(await messageOf(workspace.load())).toBe(`${file}:${place}: not valid JSON.`);
  });

  it('reads JSON with a byte order mark, and an empty file as no settings', async () => {
    const marked = await user('marked.json', '\uFEFF{"logLevel":"error"}');
    expect((await workspace.load({ configPath: marked })).config.logLevel).toBe('error');
    const empty = await user('empty.yaml', '\n');
    expect((await workspace.load({ configPath: empty })).config.logLevel).toBe('info');
  });

  it('says what a config in code threw, and what it could not import', async () => {
    const throwing = await user('throwing.ts', `throw new Error('out of paper');`);
    expect(await messageOf(workspace.load({ configPath: throwing }))).toBe(`${throwing}: out of paper`);
    const importing = await user('importing.ts', `import 'no-such-package'; export default {};`);
    expect(await messageOf(workspace.load({ configPath: importing }))).toContain(
      `${importing}: it imports something that is not there: `,
    );
  });

  it.each([
    ['json', `{ "$import": "./other.json" }`],
    ['yaml', `$import: ./other.json`],
    ['ts', `export default { $import: './other.json' };`],
  ])('refuses $import in %s', async (extension, content) => {
    await user('other.json', `{ "logLevel": "error" }`);
    const file = await user(`mcm.config.${extension}`, content);
    expect(await messageOf(workspace.load())).toBe(
      `${file}: $import: not supported; use import in a config in TypeScript or JavaScript.`,
    );
  });

  it('puts every issue on its own line with file, path and what would be right', async () => {
    const file = await user(
      'mcm.config.json',
      JSON.stringify({
        logLevl: 'info',
        readOnly: 'yes',
        ratePerMinute: 0,
        plugins: ['digitalocean', { use: 'acme', confg: {} }],
        confirmation: { production: 'nobody' },
      }),
    );
    expect((await messageOf(workspace.load())).split('\n')).toEqual([
      `${file}: plugins[1].confg: unknown key; did you mean config?`,
      `${file}: readOnly: expected true or false, not a string`,
      `${file}: confirmation.production: expected one of arguments, human`,
      `${file}: ratePerMinute: expected at least 1`,
      `${file}: logLevl: unknown key; did you mean logLevel?`,
    ]);
  });

  it('says that the whole config must be an object', async () => {
    const file = await user('mcm.config.json', '[]');
    expect(await messageOf(workspace.load())).toBe(`${file}: expected an object, not a list`);
  });
});
