import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { appendFile, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { floorSchema } from '../../src/config/managed/schema.js';
import type { ConfigInput } from '../../src/config/schema.js';
import { TestClock } from '../fixtures/clock.js';
import { contentOf, type DirectHost } from '../fixtures/direct-host.js';
import { direct } from '../fixtures/hosts.js';
import { addFake, type FakePackage } from '../installed/packages.js';
import { messageOf } from '../config/workspace.js';

let root: string;
let directory: string;
let pluginDir: string;
beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'mcm-installed-')));
  [directory, pluginDir] = [join(root, 'config'), join(root, 'plugins')];
  await mkdir(directory);
});
afterEach(() => rm(root, { recursive: true, force: true }));

const hostWith = (config: ConfigInput): Promise<DirectHost> =>
  direct({ directory, pluginDir, config, clock: TestClock.still() });

/** Why plugins did not load, as the status tells it. */
async function failures(host: DirectHost): Promise<Readonly<Record<string, string>>> {
  const { providers } = contentOf(await host.call('get_system_status')) as {
    providers: { name: string; reason?: string }[];
  };
  return Object.fromEntries(providers.map(({ name, reason = '' }) => [name, reason]));
}

/** A plugin with a tool that tells the year, over two files of which both import the plugin API. */
const year = (name = 'mcm-plugin-year'): FakePackage => ({
  name,
  files: {
    'index.js': `
      import { definePlugin } from 'multi-cloud-manager/plugin';
      import { YearTools } from './lib/tools.js';
      export default definePlugin({ name: '${name.replace('mcm-plugin-', '')}', apiVersion: 1, tools: [YearTools] });`,
    'lib/tools.js': `
      import { CLOCK, inject, injectable, Tool } from 'multi-cloud-manager/plugin';
      import { z } from 'zod';
      export class YearTools {
        constructor(clock) { this.clock = clock; }
        tell() { return { year: this.clock.now().getUTCFullYear() }; }
      }
      inject(CLOCK)(YearTools, undefined, 0);
      injectable()(YearTools);
      Tool({
        name: 'tell_year', title: 'Year', description: 'Tells the year.', access: 'read',
        input: z.strictObject({}), output: z.object({ year: z.number() }),
      })(YearTools.prototype, 'tell');`,
  },
});

const STEADY: FakePackage = {
  name: 'mcm-plugin-steady',
  files: {
    'index.js': `
      import { definePlugin } from 'multi-cloud-manager/plugin';
      export default definePlugin({ name: 'steady', apiVersion: 1 });`,
  },
};

const POLICY: FakePackage = {
  name: 'mcm-plugin-calm',
  files: {
    'index.js': `
      import { allow, definePolicy } from 'multi-cloud-manager/plugin';
      export default () => definePolicy({ name: 'calm', evaluate: () => allow() });`,
  },
};

/** An npm package of this name that is found from beside the config. */
async function beside(name: string): Promise<string> {
  const file = join(directory, 'node_modules', name, 'index.js');
  await mkdir(dirname(file), { recursive: true });
  await writeFile(
    join(dirname(file), 'package.json'),
    JSON.stringify({ name, type: 'module', exports: './index.js' }),
  );
  await writeFile(file, 'export default {};');
  return file;
}

describe('a package that mcm plugin add installed', () => {
  it.each(['mcm-plugin-year', 'year'])('is what a config means by %s', async (name) => {
    await addFake(pluginDir, year());
    const host = await hostWith({ plugins: [name] });
    expect(contentOf(await host.call('tell_year'))).toEqual({ year: 2026 });
  });

  it.each([
    ['as it is written', `'use strict';\nmodule.exports =`],
    [
      'as TypeScript compiles it',
      `Object.defineProperty(exports, '__esModule', { value: true });\nexports.default =`,
    ],
  ])('may be CommonJS, %s', async (_how, start) => {
    await addFake(pluginDir, {
      name: 'mcm-plugin-old',
      type: 'commonjs',
      files: {
        'index.js': `${start} require('multi-cloud-manager/plugin').definePlugin({ name: 'old', apiVersion: 1 });`,
      },
    });
    expect(await failures(await hostWith({ plugins: ['old'] }))).toEqual({});
  });

  it('may be a policy', async () => {
    await addFake(pluginDir, POLICY, { kind: 'policy' });
    const host = await hostWith({ policies: ['mcm-plugin-calm'] });
    expect(contentOf(await host.call('get_system_status'))).toMatchObject({ counts: { policies: 1 } });
  });

  it('is held to an allow-list, by the name of the package also where the config says the short one', async () => {
    await addFake(pluginDir, year());
    await addFake(pluginDir, STEADY);
    const floor = floorSchema().parse({ plugins: { allow: [{ name: 'mcm-plugin-steady' }] } });
    const managed = [{ file: '/etc/mcm/managed.json', hash: 'sha256-00', floor, owner: 0 }];
    const host = await direct({ directory, pluginDir, managed, config: { plugins: ['year', 'steady'] } });
    expect(await failures(host)).toEqual({
      year: 'the managed config /etc/mcm/managed.json does not allow it: it is not on its list',
    });
  });

  it('is loaded only where a config names it', async () => {
    await addFake(pluginDir, {
      name: 'mcm-plugin-loud',
      files: { 'index.js': `throw new Error('loaded');` },
    });
    await addFake(pluginDir, STEADY);
    expect(await failures(await hostWith({ plugins: ['steady'] }))).toEqual({});
  });

  it('is found nowhere by a host that has no directory for them', async () => {
    await addFake(pluginDir, STEADY);
    const host = await direct({ directory, config: { plugins: ['steady'] } });
    expect((await failures(host))['steady']).toContain('there is no built-in, no plugin from');
  });
});

describe('whose files are not those that were installed', () => {
  it.each([
    ['changed', 'are not those that were installed'],
    ['gone', 'are gone'],
  ])('%s: it is not loaded, the reason says how to repair it, and the others work', async (how, words) => {
    const { installed } = await addFake(pluginDir, year());
    await addFake(pluginDir, STEADY);
    const home = join(pluginDir, installed.directory);
    if (how === 'gone') await rm(home, { recursive: true });
    else await appendFile(join(home, 'node_modules/mcm-plugin-year/lib/tools.js'), '\n// one more line');
    const host = await hostWith({ plugins: ['year', 'steady'] });
    expect(await failures(host)).toEqual({
      year: `the files of mcm-plugin-year ${words}, so it was not loaded; install it again: mcm plugin add mcm-plugin-year@1.0.0`,
    });
  });

  it('nothing of it runs', async () => {
    const { installed } = await addFake(pluginDir, STEADY);
    const proof = join(root, 'ran');
    await appendFile(
      join(pluginDir, installed.directory, 'node_modules/mcm-plugin-steady/index.js'),
      `\nimport { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify(proof)}, '');`,
    );
    await hostWith({ plugins: ['steady'] });
    await expect(realpath(proof)).rejects.toThrow('ENOENT');
  });

  it('a policy stops the start', async () => {
    const { installed } = await addFake(pluginDir, POLICY, { kind: 'policy' });
    await appendFile(join(pluginDir, installed.directory, 'package-lock.json'), ' ');
    expect(await messageOf(hostWith({ policies: ['mcm-plugin-calm'] }))).toBe(
      'policies[0]: mcm-plugin-calm could not be loaded: the files of mcm-plugin-calm are not those that were installed, so it was not loaded; install it again: mcm plugin add mcm-plugin-calm@1.0.0. mcm does not start without a policy that it was told to apply.',
    );
  });

  it('a lock that cannot be believed costs what may be in it, not the built-ins', async () => {
    await addFake(pluginDir, STEADY);
    await writeFile(join(pluginDir, 'plugins.lock.json'), '{}');
    const host = await hostWith({ plugins: ['steady', 'digitalocean'] });
    const reasons = await failures(host);
    expect(reasons['steady']).toContain('plugins.lock.json is not what mcm wrote there');
    expect(host.host.knows('list_digitalocean_droplets')).toBe(true);
  });
});

describe('a name that means two packages means neither', () => {
  it('where the same package is found from beside the config', async () => {
    await addFake(pluginDir, STEADY);
    const file = await beside('mcm-plugin-steady');
    expect(await failures(await hostWith({ plugins: ['mcm-plugin-steady'] }))).toEqual({
      'mcm-plugin-steady': `mcm-plugin-steady means two packages: mcm-plugin-steady, which mcm plugin add installed, and the one at ${file}; remove one of them (mcm plugin remove mcm-plugin-steady)`,
    });
  });

  it("where another package has the plugin's name", async () => {
    await addFake(pluginDir, STEADY);
    const file = await beside('steady');
    expect(await failures(await hostWith({ plugins: ['steady'] }))).toEqual({
      steady: `steady means two packages: mcm-plugin-steady, which mcm plugin add installed, and the one at ${file}; write mcm-plugin-steady for the first`,
    });
    expect(await failures(await hostWith({ plugins: ['mcm-plugin-steady'] }))).toEqual({});
  });

  it('a built-in is a built-in, and a path a path', async () => {
    await addFake(pluginDir, STEADY);
    await writeFile(join(directory, 'steady.js'), STEADY.files?.['index.js'] ?? '');
    const host = await hostWith({ plugins: ['digitalocean', './steady.js'] });
    expect(Object.keys(await failures(host))).toEqual(['digitalocean']);
  });
});
