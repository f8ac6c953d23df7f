/**
 * Packs dist/ into an MCP bundle, mcm-VERSION.mcpb, which Claude Desktop and others install with a double click. The official tool checks the
 * manifest and packs. The bundle is written into the current directory, or into the one that is given.
 */
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { manifest } from './distribution/manifest.mjs';

const execute = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const pack = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
const output = resolve(process.argv[2] ?? '.', `mcm-${pack.version}.mcpb`);
const packer = fileURLToPath(new URL('cli/cli.js', import.meta.resolve('@anthropic-ai/mcpb')));

const room = await mkdtemp(join(tmpdir(), 'mcm-bundle-'));
const folder = join(room, 'bundle');
try {
  const json = (/** @type {string} */ name, /** @type {unknown} */ value) =>
    writeFile(join(folder, name), `${JSON.stringify(value, null, 2)}\n`);
  await cp(join(root, 'dist'), join(folder, 'dist'), {
    recursive: true,
    filter: (path) => !path.endsWith('.d.ts'),
  });
  await cp(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  // Without it Node.js would take the program for CommonJS.
  const { name, version, license, type } = pack;
  await json('package.json', { name, version, license, type });
  await json('manifest.json', manifest(pack, await tools()));
  await execute(process.execPath, [packer, 'pack', folder, output]);
  const { size } = await stat(output);
  console.log(`${output}: ${(size / 1e6).toFixed(1)} MB`);
} catch (error) {
  const { stdout = '', message = String(error) } = /** @type {{ stdout?: string, message?: string }} */ (
    error
  );
  console.error(`${message}\n${stdout}`);
  process.exitCode = 1;
} finally {
  await rm(room, { recursive: true, force: true });
}

/**
 * The tools that the program in the bundle offers by default, as it says itself: without any setting of whoever builds.
 *
 * @returns {Promise<{ name: string, description: string }[]>}
 */
async function tools() {
  const { stdout } = await execute(process.execPath, [join(folder, 'dist/cli.cjs'), 'tools', '--json'], {
    cwd: room,
    env: { HOME: room, MCM_STATE_DIR: join(room, 'state') },
  });
  return JSON.parse(stdout).tools.map((/** @type {{ name: string, description: string }} */ tool) => ({
    name: tool.name,
    description: tool.description,
  }));
}
