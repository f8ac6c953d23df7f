import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import type { Simulator } from 'multi-cloud-manager/testing';
import { transform } from 'esbuild';
import { acmeApi } from '../docs/acme-api.js';
import { call, ROOT } from './built.js';

let directory: string;
let api: Simulator;
let env: Readonly<Record<string, string>>;

/** Compiles a file of examples/ as its author would, into the package of the test. */
async function compile(name: string, change = (code: string): string => code): Promise<void> {
  const source = await readFile(join(ROOT, 'examples', `${name}.ts`), 'utf8');
  const { code } = await transform(source, {
    loader: 'ts',
    target: 'node20',
    tsconfigRaw: { compilerOptions: { experimentalDecorators: true } },
  });
  await writeFile(join(directory, `${name}.js`), change(code));
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mcm-branded-'));
  api = await acmeApi('acme-token-5d1c');
  await writeFile(join(directory, 'package.json'), '{ "type": "module" }');
  await mkdir(join(directory, 'node_modules'));
  await symlink(ROOT, join(directory, 'node_modules', 'multi-cloud-manager'));
  await symlink(join(ROOT, 'node_modules', 'zod'), join(directory, 'node_modules', 'zod'));
  await compile('branded-server');
  await compile('acme-plugin');
  env = {
    PATH: process.env['PATH'] ?? '',
    HOME: directory,
    MCM_STATE_DIR: join(directory, 'state'),
    ACME_API_URL: api.url,
    ACME_TOKEN: 'acme-token-5d1c',
  };
});
afterAll(async () => {
  await api.close();
  await rm(directory, { recursive: true, force: true });
});

/** A client on a server of the package; what on its stdout is no MCP is an error. */
async function connect(script: string) {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [join(directory, script)],
    cwd: tmpdir(),
    env: { ...env },
    stderr: 'pipe',
  });
  const told: string[] = [];
  transport.stderr?.on('data', (chunk: Buffer) => told.push(chunk.toString()));
  const client = new Client({ name: 'e2e', version: '1' });
  const errors: unknown[] = [];
  client.onerror = (error) => errors.push(error);
  await client.connect(transport);
  return { client, errors, stderr: () => told.join('') };
}

describe('a server that somebody else wrote with createHost', () => {
  it('has a name, a version, and the plugins that it brings along', async () => {
    const { client, errors, stderr } = await connect('branded-server.js');
    try {
      expect(client.getServerVersion()).toEqual({ name: 'acme-servers', version: '1.4.0' });
      expect((await client.listTools()).tools.map(({ name }) => name)).toContain('manage_instance_power');
      const found = await call(client, 'get_instance_info', { ip_address: '192.0.2.8' });
      expect(found).toMatchObject({ provider: 'acme', id: 'srv-2', name: 'web-2' });
    } finally {
      await client.close();
    }
    expect([errors, stderr()]).toEqual([[], '']);
  });

  it('keeps power behind the same questions, and names the mcm that it is a part of', async () => {
    const { client } = await connect('branded-server.js');
    try {
      const answer = await call(client, 'manage_instance_power', {
        ...{ provider: 'acme', instance_id: 'srv-2', action: 'power_on' },
        ...{ ip_confirmation: '192.0.2.8', name_confirmation: 'web-2', operation_confirmation: 'power on' },
      });
      expect(answer).toMatchObject({ status: 'confirmation_required', level: 'human' });
      expect(JSON.stringify(answer)).toContain(`${join(ROOT, 'dist', 'cli.cjs')} approve`);
      expect(api.journal.mutations()).toEqual([]);
    } finally {
      await client.close();
    }
  });

  it('has a stdout that is MCP alone, whatever its plugins print', async () => {
    await compile('branded-server', (code) =>
      code.replace(
        'process.exit(await host.serveStdio());',
        `const served = host.serveStdio(); setInterval(() => console.log('noise'), 1); process.exit(await served);`,
      ),
    );
    const { client, errors, stderr } = await connect('branded-server.js');
    try {
      await call(client, 'check_provider_availability', { provider_name: 'acme' });
    } finally {
      await client.close();
    }
    expect(errors).toEqual([]);
    expect(stderr()).toContain('noise');
  });

  it('ends with code 2 and a sentence where its config is wrong', async () => {
    await compile('branded-server', (code) => code.replace('ordinary:', 'ordinry:'));
    const failed = promisify(execFile)(process.execPath, [join(directory, 'branded-server.js')], { env });
    await expect(failed).rejects.toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^acme-servers: confirmation\.ordinry/),
    });
  });
});
