import { execFile } from 'node:child_process';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDigitalOceanSimulator, SIMULATOR_TOKEN } from '../../plugins/digitalocean/simulator.js';
import { blocksOf } from '../docs/blocks.js';
import { call, connectTo, ROOT, room, run } from './built.js';
import { entriesOf } from './client-entries.js';

const read = (name: string): Promise<string> => readFile(join(ROOT, name), 'utf8');
const guide = blocksOf(await read('docs/getting-started.md'));
const entries = entriesOf(guide);
const commands = guide.filter(({ language }) => language === 'sh').map(({ text }) => text);

/** Installing and building under a running test would pull the program away from others; their scripts are looked for instead, and tested elsewhere. */
const SCRIPTS = /^npm (?:ci && npm )?(?:run )?([\w:-]+)/gm;

let cloud: Awaited<ReturnType<typeof createDigitalOceanSimulator>>;
let home: Awaited<ReturnType<typeof room>>;
const here = (text: string): string =>
  text
    .replaceAll('/absolute/path/to/multi-cloud-manager', ROOT.replace(/\/$/, ''))
    .replaceAll('/absolute/path/to/mcm.env', join(home.directory, 'mcm.env'));

describe('what a newcomer reads', () => {
  beforeAll(async () => {
    cloud = await createDigitalOceanSimulator();
    home = await room();
    const settings = `DIGITALOCEAN_TOKEN=${SIMULATOR_TOKEN}\nDIGITALOCEAN_API_URL=${cloud.url}\n`;
    await writeFile(join(home.directory, 'mcm.env'), settings);
  });
  afterAll(async () => {
    await home.remove();
    await cloud.close();
  });

  it('shows an entry for each client on the demo, and one for own servers', () => {
    const last = entries.map(({ args }) => args.slice(1).join(' '));
    expect(last).toEqual([
      ...Array<string>(5).fill('demo --serve'),
      'serve --env-file /absolute/path/to/mcm.env',
    ]);
  });

  it.each(entries.map((entry, index) => ({ ...entry, index })))(
    'shows an entry that starts mcm ($index, $form)',
    async ({ command, args }) => {
      const { client } = await connectTo(here(command), args.map(here), {
        cwd: home.directory,
        env: home.env,
      });
      try {
        expect((await client.listTools()).tools).toHaveLength(33);
        const found = await call(client, 'get_instance_info', { ip_address: '203.0.113.7' });
        expect(found).toMatchObject({ provider: 'digitalocean', name: 'web-server-01' });
      } finally {
        await client.close();
      }
    },
  );

  it.each(commands.filter((text) => !/^(npm|claude) /.test(text)))(
    'shows commands that work: %s',
    async (text) => {
      // An address that is no cloud's: the one call that the guide makes must stay on this machine.
      const env = { ...home.env, DIGITALOCEAN_API_URL: cloud.url };
      const script = `set -e\nshopt -s expand_aliases\n${here(text)}`;
      const { stderr } = await promisify(execFile)('bash', ['-c', script], { cwd: ROOT, env });
      expect(stderr.replaceAll(/^\d+ instances so far\n/gm, '')).toBe('');
      if (text.includes('chmod'))
        expect((await stat(join(home.directory, 'mcm.env'))).mode & 0o777).toBe(0o600);
    },
  );

  it('shows scripts that there are', async () => {
    const { scripts } = JSON.parse(await read('package.json')) as { scripts: Record<string, string> };
    const shown = [await read('README.md'), ...commands].join('\n').matchAll(SCRIPTS);
    const names = [...shown].map(([, name = '']) => name);
    expect(names).toEqual(['demo', 'test', 'demo', 'build', 'bundle']);
    expect(names.filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  it('shows of the demo what the demo prints', async () => {
    const { stdout } = await run(['demo'], { cwd: home.directory, env: home.env });
    const shown = blocksOf(await read('README.md')).filter(({ language }) => language === 'text');
    expect(shown).toHaveLength(2);
    for (const { text } of shown) expect(stdout).toContain(text);
  });

  it('shows the same in 简体中文', async () => {
    const env = { ...home.env, LANG: 'zh_CN.UTF-8' };
    const { stdout } = await run(['demo'], { cwd: home.directory, env });
    const shown = blocksOf(await read('README.zh-CN.md')).filter(({ language }) => language === 'text');
    expect(shown).toHaveLength(2);
    for (const { text } of shown) expect(stdout).toContain(text);
  });
});
