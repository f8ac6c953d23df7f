import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { install, shell } from './authored.js';
import { call, room, run } from './built.js';

let place: Awaited<ReturnType<typeof room>>;
beforeAll(async () => {
  place = await room();
});
afterAll(() => place.remove());

/** Creates a package in the room of the test, with everything that it needs installed. */
async function created(...args: readonly string[]): Promise<string> {
  const { code, stderr } = await run(['plugin', 'create', ...args], {
    cwd: place.directory,
    env: place.env,
  });
  expect([code, stderr]).toEqual([0, '']);
  const directory = join(place.directory, `mcm-plugin-${args.at(-1) ?? ''}`);
  await install(directory);
  return directory;
}

const numbers = (report: string): readonly (string | undefined)[] =>
  ['tests', 'pass', 'fail'].map((word) => new RegExp(`^\\S ${word} (\\d+)$`, 'm').exec(report)?.[1]);

describe('a plugin from mcm plugin create', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await created('acme-cloud');
  });

  it('builds, and passes its own tests', async () => {
    const report = await shell('npm test', directory, place);
    expect(numbers(report)).toEqual(['50', '50', '0']);
  }, 120_000);

  it('has nothing that mcm plugin validate complains about', async () => {
    const report = await shell('npm run -s validate', directory, place);
    expect(report).toMatch(/^mcm-plugin-acme-cloud: 0 errors, 0 warnings\nLooked at: package\.json, /);
    expect(report).toContain('2 tools, a provider (power_on, power_off, reboot, power, progress)');
  });

  it('runs in the built mcm over stdio, and reboots a simulated server through a challenge', async () => {
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: ['dist/simulator/run.js', 'serve'],
      cwd: directory,
      env: place.env,
      stderr: 'pipe',
    });
    const said: string[] = [];
    transport.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
    const told = new Promise<void>((resolve) => {
      transport.stderr?.once('end', resolve);
    });
    const client = new Client({ name: 'e2e', version: '1' });
    await client.connect(transport);
    try {
      const found = await call(client, 'get_instance_info', { ip_address: '192.0.2.10' });
      expect([found['provider'], found['id']]).toEqual(['acme-cloud', 'srv-1']);
      const reboot = (given: object) =>
        call(client, 'reboot_acme_cloud_server', { server_id: 'srv-1', ...given });
      expect(await reboot({})).toMatchObject({
        status: 'confirmation_required',
        missing: ['ip_confirmation', 'name_confirmation', 'operation_confirmation'],
      });
      const confirmed = {
        ip_confirmation: '192.0.2.10',
        name_confirmation: 'web-1',
        operation_confirmation: 'reboot',
      };
      expect(await reboot({ ...confirmed, name_confirmation: 'web-2' })).toMatchObject({
        error: { code: 'CONFIRMATION_FAILED' },
      });
      expect(await reboot(confirmed)).toMatchObject({ status: 'completed', state_after: 'running' });
    } finally {
      await client.close();
    }
    await told;
    expect(said.join('').match(/^The simulated cloud was told: .*$/gm)).toEqual([
      'The simulated cloud was told: POST /v1/servers/srv-1/actions {"type":"restart"}',
    ]);
  }, 60_000);
});

describe('a policy from mcm plugin create --policy', () => {
  it('builds, passes its own tests, and has nothing that mcm plugin validate complains about', async () => {
    const directory = await created('--policy', 'hands-off');
    expect(numbers(await shell('npm test', directory, place))).toEqual(['4', '4', '0']);
    expect(await shell('npm run -s validate', directory, place)).toMatch(
      /^mcm-plugin-hands-off: 0 errors, 0 warnings\nLooked at: package\.json, .*, the policy hands-off\.\n$/,
    );
  }, 120_000);
});
