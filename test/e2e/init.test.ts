import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { load } from 'js-yaml';
import * as alibaba from '../../plugins/alibaba/simulator.js';
import * as aws from '../../plugins/aws/simulator.js';
import * as digitalocean from '../../plugins/digitalocean/simulator.js';
import * as vultr from '../../plugins/vultr/simulator.js';
import { PROGRAM, room, run } from './built.js';
import { Terminal } from './terminal.js';

const CTRL_C = '\u0003';
/** Every secret that is anywhere in the home of this test. */
const SECRETS = [
  ...[aws.SIMULATOR_KEY.accessKeyId, aws.SIMULATOR_KEY.secretAccessKey, digitalocean.SIMULATOR_TOKEN],
  ...[vultr.SIMULATOR_KEY, alibaba.SIMULATOR_KEY.id, alibaba.SIMULATOR_KEY.secret],
];

/** Four simulated clouds, and a home where the tools of each have put its credentials. */
async function furnishedHome() {
  const { droplet } = digitalocean;
  const [amazon, ocean, vultrs, ali] = await Promise.all([
    aws.createAwsSimulator(),
    digitalocean.createDigitalOceanSimulator({
      accounts: [
        {
          tokens: { [digitalocean.SIMULATOR_TOKEN]: 'all' },
          droplets: [
            droplet({ id: 1, name: 'web-1', ipv4: '203.0.113.7', tags: ['team:shop'] }),
            droplet({ id: 2, name: 'db-main', ipv4: '203.0.113.8', tags: ['env:production'] }),
            droplet({
              id: 3,
              name: 'crunch',
              ipv4: '203.0.113.9',
              tags: ['batch'],
              sizeSlug: 'g-16vcpu-64gb',
            }),
            droplet({ id: 4, name: 'nameless', ipv4: '203.0.113.10', tags: [] }),
          ],
        },
      ],
    }),
    vultr.createVultrSimulator(),
    alibaba.createAlibabaSimulator(),
  ]);
  const { directory, env, remove } = await room();
  const place = (...parts: string[]) => join(directory, ...parts);
  const put = async (text: string, ...parts: string[]): Promise<void> => {
    await mkdir(dirname(place(...parts)), { recursive: true });
    await writeFile(place(...parts), text, { mode: 0o600 });
  };
  const { accessKeyId, secretAccessKey } = aws.SIMULATOR_KEY;
  await put(
    `[shop]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`,
    ...['.aws', 'credentials'],
  );
  await put(`auth-contexts:\n  lab: ${digitalocean.SIMULATOR_TOKEN}\n`, '.config', 'doctl', 'config.yaml');
  // As doctl does it: the token of the context, from the file that is named.
  await put(
    '#!/bin/sh\n[ "$1 $2 $4" = "auth token --context=lab" ] && sed -n "s/^  lab: //p" "${3#--config=}"\n',
    ...['bin', 'doctl'],
  );
  await chmod(place('bin', 'doctl'), 0o700);
  const key = alibaba.SIMULATOR_KEY;
  await put(
    JSON.stringify({ profiles: [{ name: 'main', access_key_id: key.id, access_key_secret: key.secret }] }),
    ...['.aliyun', 'config.json'],
  );
  await put(`VULTR_API_KEY=${vultr.SIMULATOR_KEY}\n`, 'project', '.env');
  const options = {
    cwd: place('project'),
    env: {
      ...env,
      PATH: `${place('bin')}:${env.PATH}`,
      AWS_ENDPOINT_URL: amazon.url,
      AWS_EC2_METADATA_DISABLED: 'true',
      DIGITALOCEAN_API_URL: ocean.url,
      VULTR_API_URL: vultrs.url,
      ALIBABA_CLOUD_ECS_ENDPOINT: ali.url,
    } as Readonly<Record<string, string>>,
  };
  const terminals: Terminal[] = [];
  const clouds = [amazon, ocean, vultrs, ali];
  return {
    place,
    put,
    config: place('.config', 'mcm', 'mcm.config.yaml'),
    written: () => readFile(place('.config', 'mcm', 'mcm.config.yaml'), 'utf8'),
    ocean,
    requests: () => clouds.reduce((sum, { journal }) => sum + journal.entries.length, 0),
    mutations: () => ocean.journal.mutations().length,
    mcm: (args: readonly string[], more: Readonly<Record<string, string>> = {}) =>
      run(args, { ...options, env: { ...options.env, ...more } }),
    open(command: string, more: Readonly<Record<string, string>> = {}) {
      const terminal = new Terminal(`'${process.execPath}' '${PROGRAM}' ${command}`, {
        ...options,
        env: { ...options.env, ...more },
      });
      terminals.push(terminal);
      return terminal;
    },
    async close() {
      await Promise.all(terminals.map((terminal) => terminal.close()));
      await Promise.all(clouds.map((cloud) => cloud.close()));
      await remove();
    },
  };
}

let home: Awaited<ReturnType<typeof furnishedHome>>;
beforeEach(async () => {
  home = await furnishedHome();
});
afterEach(() => home.close());

const told = (...texts: readonly string[]): readonly string[] =>
  SECRETS.filter((secret) => texts.some((text) => text.includes(secret)));
const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

describe('mcm init [RULE:INIT]', () => {
  it('finds what is there, shows how the fleet would be treated, and writes a config that works, without a secret', async () => {
    const { code, stdout, stderr } = await home.mcm(['init', '--yes', '--env-file', '.env']);
    expect([code, told(stdout, stderr, await home.written())]).toEqual([0, []]);
    const rows = stdout.split('\n').map((row) => row.split(/ {2,}/));
    expect(rows).toEqual(
      expect.arrayContaining([
        ['aws', 'shop', 'profile "shop"', home.place('.aws', 'credentials')],
        ['digitalocean', 'lab', 'context "lab" of doctl', home.place('.config', 'doctl', 'config.yaml')],
        ['vultr', 'environment', 'VULTR_API_KEY', home.place('project', '.env')],
      ]),
    );
    expect(stdout).toMatch(/^production +\d+ +a person +.*tag env=production \(\d+\)/m);
    expect(stdout).toMatch(/^db-main +digitalocean\/default\/\S+ +production: tag env:production$/m);
    expect(stdout).toMatch(/^crunch +digitalocean\/default\/\S+ +large: 16 vCPUs, 64 GiB$/m);
    expect(stdout).toMatch(/^unlabelled +\d+ +the three values in the call +no tag/m);
    expect(stdout).toContain('Nothing is switched on aws: mcm only reads there.');
    expect(stdout).toMatch(/^alibaba was not asked: .*ALIBABA_CLOUD_ACCESS_KEY_ID/m);
    expect(stdout).toContain(`Written: ${home.config}`);
    expect((await stat(home.config)).mode & 0o777).toBe(0o600);
    expect(home.mutations()).toBe(0);
    const listed = await home.mcm(['ls', '--provider', 'digitalocean']);
    expect([listed.code, listed.stdout.includes('db-main')]).toEqual([0, true]);
  }, 60_000);

  it('writes a config in TypeScript that works too', async () => {
    const args = ['--yes', '--cloud', 'aws,digitalocean', '--format', 'ts', '--offline', '--read-only'];
    expect((await home.mcm(['init', ...args])).code).toBe(0);
    const { stdout } = await home.mcm(['call', 'get_system_status', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      read_only: true,
      config: home.place('.config', 'mcm', 'mcm.config.ts'),
      counts: { providers: 2, available: 2 },
    });
  }, 60_000);

  it('asks a person at a terminal, one thing after the other', async () => {
    const terminal = home.open('init --format yaml', { NO_COLOR: '1' });
    await terminal.expectText(/Shall the config read .*\/project\/\.env\? \[y\/N\] /);
    terminal.type('yes');
    await terminal.expectText(/Which clouds\? .*\[aws, digitalocean, vultr, alibaba\]: /);
    terminal.type('what');
    await terminal.expectText(/Which clouds\? /);
    terminal.type('2, vultr');
    await terminal.expectText(/Ask these clouds .*\[Y\/n\] /);
    expect(home.requests()).toBe(0);
    terminal.type('');
    await terminal.expectText(/db-main .*production: tag env:production/);
    await terminal.expectText(/Write .*mcm\.config\.yaml\? \[Y\/n\] /);
    expect(await exists(home.config)).toBe(false);
    terminal.type('y');
    await terminal.expectText(/Written: /);
    await terminal.expectText(/mcm doctor/);
    expect(await terminal.ended).toBe(0);
    const text = await home.written();
    expect(text).toMatch(/^ {2}- use: digitalocean$/m);
    expect(text).toMatch(/^ {2}- use: vultr$/m);
    expect(text).not.toMatch(/use: (aws|alibaba)/);
    expect(text).toContain(`envFile: ${JSON.stringify(home.place('project', '.env'))}`);
    expect(told(text, terminal.text)).toEqual([]);
  }, 60_000);

  it.each([
    [
      'presses Ctrl-C at the first question',
      (terminal: Terminal): Promise<void> => {
        terminal.press(CTRL_C);
        return Promise.resolve();
      },
    ],
    [
      'says no at the end',
      async (terminal: Terminal) => {
        terminal.type('n');
        await terminal.expectText(/Which clouds\? /);
        terminal.type('aws');
        await terminal.expectText(/Ask these clouds /);
        terminal.type('n');
        await terminal.expectText(/Write /);
        terminal.type('no');
      },
    ],
  ])(
    'writes nothing where the person %s',
    async (_, act) => {
      const terminal = home.open('init');
      await terminal.expectText(/Shall the config read /);
      await act(terminal);
      await terminal.expectText(/Nothing was written\./);
      expect([await terminal.ended, await exists(home.config), home.requests()]).toEqual([1, false, 0]);
    },
    60_000,
  );

  it('needs options where nobody can be asked, and says which', async () => {
    const { code, stdout, stderr } = await home.mcm(['init']);
    expect([code, stdout]).toEqual([2, '']);
    for (const option of ['--cloud', '--yes', '--account', '--env-file']) expect(stderr).toContain(option);
    expect(await exists(home.config)).toBe(false);
  }, 30_000);

  it('uses a dotenv file that lies there only when somebody says so', async () => {
    await home.put(`VULTR_API_KEY=x\nVULTR_API_URL=http://192.0.2.1\n`, 'project', '.env');
    const { code, stdout } = await home.mcm(['init', '--yes', '--offline']);
    expect(code).toBe(0);
    expect(stdout).toContain('It also says where requests go: VULTR_API_URL.');
    expect(stdout).toContain(`--env-file ${home.place('project', '.env')}`);
    const text = await home.written();
    expect([text.includes('use: vultr'), /^envFile/m.test(text)]).toEqual([false, false]);
  }, 30_000);

  it('replaces a config only with --force, and keeps what it was', async () => {
    const args = ['init', '--yes', '--offline', '--cloud', 'vultr'];
    await home.put('readOnly: true # mine\n', '.config', 'mcm', 'mcm.config.yaml');
    const refused = await home.mcm(args);
    expect([refused.code, refused.stdout, refused.stderr.includes('--force')]).toEqual([1, '', true]);
    expect(await home.written()).toBe('readOnly: true # mine\n');
    const forced = await home.mcm([...args, '--force']);
    expect([forced.code, await home.written()]).toEqual([0, expect.stringContaining('use: vultr')]);
    const [copy = ''] = (await readdir(dirname(home.config))).filter((name) => name.includes('before-mcm'));
    expect(await readFile(join(dirname(home.config), copy), 'utf8')).toBe('readOnly: true # mine\n');
    const beside = await home.mcm([...args, '--format', 'ts', '--force']);
    expect([beside.code, beside.stderr]).toEqual([1, expect.stringContaining('only one is used')]);
  }, 60_000);

  it('prints with --print the config alone, and writes and asks nothing', async () => {
    const { code, stdout, stderr } = await home.mcm(['init', '--yes', '--print']);
    expect([code, stdout.startsWith('# The config of'), stderr.includes('Found here')]).toEqual([
      0,
      true,
      true,
    ]);
    expect([await exists(home.config), home.requests()]).toEqual([false, 0]);
    expect(told(stdout, stderr)).toEqual([]);
  }, 30_000);

  it('prints in 简体中文 with --print what is the same config', async () => {
    const args = ['init', '--yes', '--print', '--env-file', '.env'];
    const english = await home.mcm(args);
    const { code, stdout, stderr } = await home.mcm(args, { LANG: 'zh_CN.UTF-8' });
    expect([english.code, code, load(stdout)]).toEqual([0, 0, load(english.stdout)]);
    expect(stdout).toMatch(/^# multi-cloud-manager 的配置/);
    const comments = stdout.split('\n').filter((line) => /^ *#/.test(line));
    expect(comments.filter((line) => !/\p{Script=Han}/u.test(line))).toEqual([]);
    expect(stderr).toContain('在本机找到以下凭证。');
    const rows = stderr.split('\n').map((row) => row.split(/ {2,}/));
    expect(rows).toEqual(
      expect.arrayContaining([
        ['云', '账号', '找到的凭证', '位置'],
        ['digitalocean', 'lab', 'doctl 的 context "lab"', home.place('.config', 'doctl', 'config.yaml')],
      ]),
    );
    expect([await exists(home.config), home.requests(), told(stdout, stderr)]).toEqual([false, 0, []]);
  }, 30_000);

  it('shows the fleet in 简体中文, and what a cloud answers too', async () => {
    const { code, stdout } = await home.mcm(
      ['init', '--yes', '--cloud', 'digitalocean', '--account', 'digitalocean/lab', '--cloud', 'aws'],
      { LANG: 'zh_CN.UTF-8' },
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/^db-main +digitalocean\/default\/\S+ +生产环境\uff1a标签 env:production$/m);
    expect(stdout).toMatch(/^crunch +digitalocean\/default\/\S+ +大型\uff1a16 个 vCPU、64 GiB$/m);
    expect(stdout).toMatch(/^未打标签 +\d+ +在调用中给出三个值 +没有标签说明其用途$/m);
    expect(stdout).toContain(`已写入\uff1a${home.config}`);
    const english = /\b(?:the|is|was|of|and)\b/;
    expect(stdout.split('\n').filter((line) => english.test(line))).toEqual([]);
  }, 60_000);

  it('trusts a config of this directory when told, and else says how', async () => {
    const args = ['init', '--yes', '--offline', '--cloud', 'digitalocean', '--config', 'mcm.config.yaml'];
    const untrusted = await home.mcm(args);
    expect([untrusted.code, untrusted.stdout]).toEqual([0, expect.stringContaining('`mcm trust`')]);
    const status = async () => (await home.mcm(['call', 'get_system_status', '--json'])).stdout;
    expect(JSON.parse(await status())).toMatchObject({ read_only: true, config: 'none' });
    const trusted = await home.mcm([...args, '--force', '--trust']);
    expect(trusted.stdout).toContain('is trusted as it is now');
    expect(JSON.parse(await status())).toMatchObject({
      ...{ read_only: false, config: home.place('project', 'mcm.config.yaml') },
    });
  }, 60_000);

  it('goes on where a cloud cannot be asked, and says so', async () => {
    const { code, stdout, stderr } = await home.mcm(
      ['init', '--yes', '--cloud', 'digitalocean', '--cloud', 'aws'],
      { DIGITALOCEAN_TOKEN: 'wrong-token-of-nobody' },
    );
    expect([code, stdout.includes('wrong-token'), stderr.includes('wrong-token')]).toEqual([0, false, false]);
    expect(stdout).toMatch(/^No answer from digitalocean\/environment: INVALID_CREDENTIALS: /m);
    expect(stdout).toMatch(/^\d+ servers, and how mcm would treat them:$/m);
    expect(stdout).toContain('DIGITALOCEAN_TOKEN is set in this terminal');
    expect(await home.written()).toContain('{ env: DIGITALOCEAN_TOKEN }');
  }, 60_000);

  it('takes the accounts that are named, and tells a program what it did', async () => {
    const more = { DIGITALOCEAN_TOKEN: digitalocean.SIMULATOR_TOKEN };
    const { code, stdout, stderr } = await home.mcm(
      ['init', '--json', '--yes', '--account', 'digitalocean/lab'],
      more,
    );
    expect([code, told(stdout, stderr)]).toEqual([0, []]);
    expect(JSON.parse(stdout)).toMatchObject({
      config: { file: home.config, format: 'yaml', written: true, trusted: false, reached: 'always' },
      chosen: [{ cloud: 'digitalocean', accounts: ['lab'] }],
      missing_variables: [],
      fleet: { servers: 4, notable: [{ name: 'crunch' }, { name: 'db-main' }] },
      gaps: [],
    });
    const unknown = await home.mcm(['init', '--yes', '--account', 'aws/nobody', '--print']);
    expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('aws/shop')]);
  }, 60_000);

  it.each([
    [['--cloud', 'azure'], '--cloud is one of aws, digitalocean, vultr, alibaba, not "azure".'],
    [['--yes', '--format', 'toml'], '--format is yaml or ts, not "toml".'],
    [['--yes', '--config', 'mcm.json'], 'its name must end in .yaml'],
    [['--cloud', 'vultr', '--account', 'aws/shop'], 'is of a cloud that --cloud does not name'],
  ])(
    'is used wrongly with %j',
    async (args, why) => {
      const { code, stderr } = await home.mcm(['init', ...args]);
      expect([code, stderr]).toEqual([2, expect.stringContaining(why)]);
      expect([await exists(home.config), home.requests()]).toEqual([false, 0]);
    },
    30_000,
  );
});
