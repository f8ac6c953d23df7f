import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getMcpConfigForManifest, type McpbManifestAny } from '@anthropic-ai/mcpb/browser';
import { call, connectTo, ROOT, room, type Connected } from './built.js';

const execute = promisify(execFile);
const mcpb = fileURLToPath(new URL('cli/cli.js', import.meta.resolve('@anthropic-ai/mcpb')));

let place: Awaited<ReturnType<typeof room>>;
let folder: string;
let manifest: McpbManifestAny;

/** As a host of bundles starts it; mcm keeps its state below HOME. */
async function install(userConfig: Record<string, string | boolean>): Promise<Connected> {
  const started = await getMcpConfigForManifest({
    manifest,
    extensionPath: folder,
    systemDirs: {},
    userConfig,
    pathSeparator: '/',
  });
  if (started === undefined) throw new Error('The manifest asks for a setting that must be there.');
  return begin(started);
}

type McpConfig = NonNullable<McpbManifestAny['server']['mcp_config']>;

async function begin({ command, args = [], env }: McpConfig): Promise<Connected> {
  const { PATH, HOME } = place.env;
  return connectTo(command, args, { cwd: place.directory, env: { PATH, HOME, ...env } });
}

async function available({ client }: Connected): Promise<readonly string[]> {
  const { providers } = await call(client, 'get_supported_providers');
  return (providers as { name: string; available: boolean }[])
    .filter((each) => each.available)
    .map(({ name }) => name);
}

describe('the MCP bundle', () => {
  beforeAll(async () => {
    place = await room();
    folder = join(place.directory, 'unpacked');
    await execute(process.execPath, ['scripts/bundle.mjs', place.directory], { cwd: ROOT });
    const [file = ''] = (await readdir(place.directory)).filter((name) => name.endsWith('.mcpb'));
    await execute(process.execPath, [mcpb, 'unpack', join(place.directory, file), folder]);
    manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as McpbManifestAny;
    const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    expect([file, manifest.version]).toEqual([`mcm-${version}.mcpb`, version]);
  }, 120_000);
  afterAll(() => place.remove());

  it('has a manifest that the official tool accepts', async () => {
    const { stdout } = await execute(process.execPath, [mcpb, 'validate', join(folder, 'manifest.json')]);
    expect(stdout).toContain('Manifest schema validation passes!');
  });

  it('has the program and the licences in it, and no types', async () => {
    const files = await readdir(folder, { recursive: true });
    expect(files).toEqual(
      expect.arrayContaining(['LICENSE', 'package.json', 'dist/THIRD_PARTY_NOTICES.txt']),
    );
    expect(files.filter((name) => /\.d\.ts$|node_modules|\.map$/.test(name))).toEqual([]);
  });

  it('starts with no setting at all, and offers the tools that its manifest tells', async () => {
    const mcm = await install({});
    try {
      const { tools } = await mcm.client.listTools();
      expect(tools.map(({ name }) => name)).toEqual(manifest.tools?.map(({ name }) => name));
      expect(tools).toHaveLength(33);
      expect(await available(mcm)).toEqual([]);
    } finally {
      await mcm.client.close();
    }
    expect(mcm.stderr()).toBe('');
  });

  it('takes the settings of the person, each by itself', async () => {
    const mcm = await install({ vultr_api_key: 'key-of-the-bundle', mcm_read_only: true });
    try {
      expect(await available(mcm)).toEqual(['vultr']);
      const names = (await mcm.client.listTools()).tools.map(({ name }) => name);
      expect(names).toContain('get_vultr_instance_info');
      expect(names).not.toContain('reboot_vultr_instance');
    } finally {
      await mcm.client.close();
    }
    expect(mcm.stderr()).not.toContain('key-of-the-bundle');
  });

  it('takes placeholders that a host left as they are for settings that are not there', async () => {
    const { mcp_config } = manifest.server as { mcp_config: McpConfig };
    const args = mcp_config.args?.map((text) => text.replace('${__dirname}', folder)) ?? [];
    const mcm = await begin({ ...mcp_config, args });
    try {
      expect((await mcm.client.listTools()).tools).toHaveLength(33);
      expect(await available(mcm)).toEqual([]);
    } finally {
      await mcm.client.close();
    }
  });
});
