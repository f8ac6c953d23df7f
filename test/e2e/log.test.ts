import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  createDigitalOceanSimulator,
  droplet,
  SIMULATOR_TOKEN,
  type DigitalOceanSimulator,
} from '../../plugins/digitalocean/simulator.js';
import { readTrail } from '../../src/audit/read.js';
import { isOfCall } from '../../src/audit/record.js';
import { call, connect, connectTo, PROGRAM, ROOT, room, run } from './built.js';

type Line = Readonly<Record<string, unknown>>;

let place: Awaited<ReturnType<typeof room>>;
let cloud: DigitalOceanSimulator;
let env: Record<string, string>;

beforeEach(async () => {
  place = await room();
  cloud = await createDigitalOceanSimulator({
    accounts: [
      {
        tokens: { [SIMULATOR_TOKEN]: 'all' },
        droplets: [droplet({ id: 123456, name: 'web-1', ipv4: '203.0.113.7', tags: ['web'] })],
      },
    ],
  });
  env = { ...place.env, DIGITALOCEAN_TOKEN: SIMULATOR_TOKEN, DIGITALOCEAN_API_URL: cloud.url };
});
afterEach(async () => {
  await cloud.close();
  await place.remove();
});

const linesOf = (stderr: string): Line[] =>
  stderr
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

describe('what a server writes to stderr', () => {
  it('is a line of JSON each, under the id that the call has in the audit [RULE:LOG-CALL-ID]', async () => {
    const { client, stderr } = await connect(['serve', '--log-level', 'debug'], {
      cwd: place.directory,
      env,
    });
    const found = await call(client, 'get_instance_info', { ip_address: '203.0.113.7' });
    expect(found['id'] ?? found).toBe('123456');
    await client.close();
    const { records } = await readTrail(place.env.MCM_STATE_DIR);
    const [record] = records.filter(isOfCall);
    const lines = linesOf(stderr()).filter(({ call_id }) => call_id === record?.call_id);
    expect([lines[0], lines.at(-1)]).toEqual([
      expect.objectContaining({ logger: 'call', msg: 'get_instance_info started' }),
      expect.objectContaining({ logger: 'call', outcome: 'result', duration_ms: expect.any(Number) }),
    ]);
    expect(lines.find(({ logger }) => logger === 'digitalocean')).toEqual({
      level: 'debug',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      logger: 'digitalocean',
      call_id: record?.call_id,
      host: new URL(cloud.url).host,
      attempt: 1,
      ms: expect.any(Number),
      outcome: 200,
      request_id: expect.any(String),
      msg: 'GET /v2/droplets',
    });
    expect(stderr()).not.toContain(SIMULATOR_TOKEN);
  });

  it('is nothing where it is to be silent, and sentences from other commands', async () => {
    const wrong = JSON.stringify({ tools: { include: ['no_such_tool'] } });
    await writeFile(join(place.directory, 'mcm.json'), wrong);
    const at = { cwd: place.directory, env };
    const served = await run(['serve', '--config', 'mcm.json'], at);
    expect(linesOf(served.stderr)).toMatchObject([
      { level: 'warning', logger: 'config', msg: 'tools: no tool is called no_such_tool' },
    ]);
    expect((await run(['serve', '--config', 'mcm.json', '--log-level', 'silent'], at)).stderr).toBe('');
    const { stderr } = await run(['tools', '--config', 'mcm.json'], {
      ...at,
      env: { ...env, MCM_LOG_FORMAT: 'json' },
    });
    expect(stderr).toBe('mcm warning [config] tools: no tool is called no_such_tool\n');
  });

  it('is there to the last line, where a plugin ends the process', async () => {
    const plugin = `
import { definePlugin, injectable, Tool } from 'multi-cloud-manager/plugin';
import { z } from 'zod';
@injectable()
class Tools {
  @Tool({ name: 'end_all', title: 'End', description: 'Ends.', access: 'read', input: z.strictObject({}), output: z.object({}) })
  run(_, { log }) { log.error('last words'); process.exit(7); }
}
export default definePlugin({ name: 'ending', apiVersion: 1, tools: [Tools] });`;
    await writeFile(join(place.directory, 'ending.ts'), plugin);
    await writeFile(join(place.directory, 'mcm.json'), '{ "plugins": ["./ending.ts"] }');
    const { client, stderr } = await connect(['serve', '--config', 'mcm.json'], {
      cwd: place.directory,
      env,
    });
    await expect(call(client, 'end_all')).rejects.toThrow('Connection closed');
    expect(linesOf(stderr())).toMatchObject([
      { level: 'error', logger: 'ending', call_id: expect.any(String), msg: 'last words' },
    ]);
  });
});

describe('what makes lines', () => {
  /** What makes lines, as far as it was loaded by this start or by one before it. */
  async function loaded(...args: readonly string[]): Promise<readonly string[]> {
    const list = join(place.directory, 'loaded');
    const preload = pathToFileURL(join(ROOT, 'test', 'e2e', 'loaded.mjs')).href;
    const { client } = await connectTo(process.execPath, ['--import', preload, PROGRAM, 'serve', ...args], {
      cwd: place.directory,
      env: { ...env, MCM_TEST_LOADED: list },
    });
    await call(client, 'get_system_status');
    await client.close();
    const urls = (await readFile(list, 'utf8')).split('\n').filter((url) => url.startsWith('file:'));
    return urls.map((url) => fileURLToPath(url)).filter((file) => file.includes('pino'));
  }

  it('is not loaded where none is written, and what makes them pretty only for that', async () => {
    expect(await loaded()).toEqual([]);
    expect(await loaded('--log-level', 'debug')).toEqual([
      expect.stringMatching(/dist.pino-[A-Z0-9]+\.cjs$/),
    ]);
    expect(await loaded('--log-level', 'debug', '--log-format', 'pretty')).toHaveLength(3);
  });
});
