import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import {
  createOpenStackSimulator,
  serverId,
  SIMULATOR_CREDENTIAL,
  type OpenStackSimulator,
} from '../../examples/plugin-openstack/simulator/index.js';
import { call, ROOT, room } from './built.js';

const execute = promisify(execFile);
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const { id: CREDENTIAL, secret: SECRET } = SIMULATOR_CREDENTIAL;

/** What `npm install` would bring to the author of the plugin, from this repository: no network. */
const OF_THE_AUTHOR = {
  'multi-cloud-manager': '.',
  zod: 'node_modules/zod',
  '@types/node': 'node_modules/@types/node',
  'undici-types': 'node_modules/undici-types',
};

type Room = Awaited<ReturnType<typeof room>>;

async function pack(
  source: string,
  { directory, env }: Room,
): Promise<{ file: string; files: readonly string[] }> {
  const { stdout } = await execute(
    npm,
    ['pack', '--json', '--ignore-scripts', '--pack-destination', directory, source],
    { cwd: directory, env },
  );
  const [packed] = Object.values(
    JSON.parse(stdout) as Record<string, { filename: string; files: { path: string }[] }>,
  );
  return {
    file: join(directory, packed?.filename ?? ''),
    files: (packed?.files ?? []).map(({ path }) => path),
  };
}

/** Compiles the plugin as its author would, in a folder of its own, and packs it. */
async function packPlugin(place: Room): ReturnType<typeof pack> {
  const source = join(place.directory, 'author');
  await cp(join(ROOT, 'examples/plugin-openstack'), source, {
    recursive: true,
    filter: (path) => !path.endsWith('dist'),
  });
  for (const [name, from] of Object.entries(OF_THE_AUTHOR)) {
    const link = join(source, 'node_modules', name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(join(ROOT, from), link);
  }
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
  await execute(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
    cwd: source,
    env: place.env,
  }).catch((error: unknown) => {
    throw new Error(`The plugin does not compile: ${(error as { stdout?: string }).stdout ?? ''}`);
  });
  return pack(source, place);
}

let place: Room;
let home: string;
let simulator: OpenStackSimulator;
let packed: readonly string[];

beforeAll(async () => {
  place = await room();
  home = join(place.directory, 'home');
  await mkdir(home);
  const host = await pack(ROOT, place);
  const plugin = await packPlugin(place);
  // The one package that the plugin depends on; there is no registry here to fetch it from.
  const zod = await pack(join(ROOT, 'node_modules/zod'), place);
  packed = plugin.files;
  await writeFile(join(home, 'package.json'), '{"private":true}');
  await execute(
    npm,
    ['install', '--offline', '--no-audit', '--no-fund', '--ignore-scripts', host.file, zod.file, plugin.file],
    { cwd: home, env: place.env },
  );
  simulator = await createOpenStackSimulator({ actionSeconds: 0, maxLimit: 3 });
  const account = {
    name: 'shop',
    authUrl: simulator.authUrl,
    applicationCredential: { id: CREDENTIAL, secret: { env: 'SHOP_SECRET' } },
  };
  await writeFile(
    join(home, 'mcm.json'),
    JSON.stringify({ plugins: [{ use: 'mcm-plugin-openstack', config: { accounts: [account] } }] }),
  );
}, 180_000);

afterAll(async () => {
  await simulator.close();
  await place.remove();
});
beforeEach(() => simulator.journal.clear());

/** The installed program over stdio, and a person who answers what `answer` says. */
async function connect(answer?: Readonly<Record<string, string>>) {
  const transport = new StdioClientTransport({
    command: join(home, 'node_modules', '.bin', 'mcm'),
    args: ['serve', '--config', 'mcm.json'],
    cwd: home,
    env: { ...place.env, SHOP_SECRET: SECRET },
    stderr: 'pipe',
  });
  const said: string[] = [];
  transport.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const client = new Client(
    { name: 'e2e', version: '1' },
    { capabilities: answer ? { elicitation: {} } : {} },
  );
  const shown: string[] = [];
  if (answer)
    client.setRequestHandler(ElicitRequestSchema, ({ params }) => {
      shown.push(params.message);
      return { action: 'accept', content: { ...answer } };
    });
  await client.connect(transport);
  return { client, shown, said };
}

const reboot = (number: number, given: object = {}) => ({
  ...{ provider: 'openstack', instance_id: serverId(number), action: 'reboot', ...given },
});
const mutations = () => simulator.journal.mutations().map(({ method, path, body }) => [method, path, body]);
const sent = (number: number) => [
  'POST',
  `/RegionOne/compute/v2.1/servers/${serverId(number)}/action`,
  { reboot: { type: 'SOFT' } },
];

describe('the packed host with the packed plugin of a fifth cloud beside it', () => {
  it('are three packages in an empty folder, of which the plugin is compiled code, a README and no test', async () => {
    const installed = await readdir(join(home, 'node_modules'));
    expect(installed.filter((name) => !name.startsWith('.')).sort()).toEqual([
      'mcm-plugin-openstack',
      'multi-cloud-manager',
      'zod',
    ]);
    expect(packed.filter((path) => !/^dist\/[a-z]+\.js$/.test(path)).sort()).toEqual([
      'README.md',
      'package.json',
    ]);
    const manifest: unknown = JSON.parse(
      await readFile(join(home, 'node_modules/mcm-plugin-openstack/package.json'), 'utf8'),
    );
    expect(manifest).toMatchObject({
      name: 'mcm-plugin-openstack',
      keywords: ['mcm-plugin', 'openstack'],
      peerDependencies: { 'multi-cloud-manager': '>=0.1.0 <1' },
    });
  });

  it('have nothing that mcm plugin validate complains about', async () => {
    const { plugins } = JSON.parse(await readFile(join(home, 'mcm.json'), 'utf8')) as {
      readonly plugins: readonly { readonly config: object }[];
    };
    const config = JSON.stringify(plugins[0]?.config);
    const { stdout } = await execute(
      join(home, 'node_modules', '.bin', 'mcm'),
      ['plugin', 'validate', 'node_modules/mcm-plugin-openstack', '--with', config],
      { cwd: home, env: place.env },
    );
    expect(stdout).toMatch(/^mcm-plugin-openstack: 0 errors, 0 warnings\n/);
  });

  it('know it by the general tools alone', async () => {
    const { client } = await connect();
    try {
      expect((await client.listTools()).tools.map(({ name }) => name).sort()).toEqual([
        'check_provider_availability',
        'get_instance_by_provider',
        'get_instance_info',
        'get_instance_monitoring',
        'get_operation_history',
        'get_supported_providers',
        'get_system_status',
        'list_instances',
        'manage_instance_power',
      ]);
      expect(await call(client, 'get_supported_providers')).toMatchObject({
        providers: [
          {
            name: 'openstack',
            available: true,
            accounts: ['shop'],
            operations: ['query', 'power_on', 'power_off', 'reboot'],
          },
        ],
      });
      expect(await call(client, 'list_instances')).toMatchObject({ total: 8, incomplete: [] });
      expect(await call(client, 'get_instance_info', { ip_address: '203.0.113.9' })).toMatchObject({
        provider: 'openstack',
        account: 'shop',
        region: 'RegionTwo',
        name: 'far-away',
      });
      const identifier = serverId(1);
      expect(
        await call(client, 'get_instance_by_provider', { provider: 'openstack', identifier }),
      ).toMatchObject({ name: 'web-1', tags: { env: 'prod' }, details: { floating_ips: ['203.0.113.7'] } });
      expect(await call(client, 'get_instance_monitoring', { identifier: '203.0.113.8' })).toMatchObject({
        error: { code: 'OPERATION_NOT_SUPPORTED' },
      });
      expect(
        await call(client, 'check_provider_availability', { provider_name: 'openstack', verify: true }),
      ).toMatchObject({
        settings: [{ name: 'SHOP_SECRET', required: true, present: true }],
        accounts: [{ name: 'shop', verified: true }],
      });
      expect(mutations()).toEqual([]);
    } finally {
      await client.close();
    }
  });

  it('switch power after a confirmation, once, and keep a record of it', async () => {
    const { client, said } = await connect();
    const right = {
      ip_confirmation: '203.0.113.8',
      name_confirmation: 'batch-1',
      operation_confirmation: 'reboot',
    };
    try {
      expect(await call(client, 'manage_instance_power', reboot(2))).toMatchObject({
        status: 'confirmation_required',
        missing: ['ip_confirmation', 'name_confirmation', 'operation_confirmation'],
      });
      expect(
        await call(client, 'manage_instance_power', reboot(2, { ...right, name_confirmation: 'web-1' })),
      ).toMatchObject({ error: { code: 'CONFIRMATION_FAILED' } });
      expect(mutations()).toEqual([]);
      simulator.revokeTokens();
      expect(await call(client, 'manage_instance_power', reboot(2, right))).toMatchObject({
        status: 'completed',
        state_after: 'running',
      });
      expect(mutations()).toEqual([sent(2)]);
      const { operations } = await call(client, 'get_operation_history', { provider: 'openstack' });
      expect(operations).toMatchObject([
        { action: 'reboot', instance_id: serverId(2), status: 'completed' },
        { action: 'reboot', instance_id: serverId(2) },
        { action: 'reboot', instance_id: serverId(2) },
      ]);
    } finally {
      await client.close();
    }
    const audit = join(place.env.MCM_STATE_DIR, 'audit');
    const files = (await readdir(audit, { recursive: true })).filter((name) => name.endsWith('.jsonl'));
    const trail = (await Promise.all(files.map((name) => readFile(join(audit, name), 'utf8')))).join('');
    expect([trail.includes('"manage_instance_power"'), trail.includes('batch-1')]).toEqual([true, true]);
    for (const text of [trail, said.join('')]) {
      expect(text).not.toContain(SECRET);
      expect(text).not.toContain('gAAAAA');
    }
  });

  it('ask a person about a server that is marked as production', async () => {
    const right = {
      ip_confirmation: '203.0.113.7',
      name_confirmation: 'web-1',
      operation_confirmation: 'reboot',
    };
    const alone = await connect();
    try {
      expect(await call(alone.client, 'manage_instance_power', reboot(1, right))).toMatchObject({
        status: 'confirmation_required',
        level: 'human',
      });
    } finally {
      await alone.client.close();
    }
    expect(mutations()).toEqual([]);
    const { client, shown } = await connect(right);
    try {
      expect(await call(client, 'manage_instance_power', reboot(1))).toMatchObject({ status: 'completed' });
    } finally {
      await client.close();
    }
    expect(shown[0]).toContain('It is marked as production, by its tags.');
    expect(mutations()).toEqual([sent(1)]);
  });
});
