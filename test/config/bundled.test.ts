import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { chmod, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { sourceOptions } from '../../scripts/build/source-options.mjs';
import { Workspace } from './workspace.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

const PROGRAM = `
  import { loadConfig } from './src/config/load.js';
  const [cwd, configPath] = process.argv.slice(2);
  const { config, source } = await loadConfig({
    cwd, configPath, env: {}, platform: 'linux', home: cwd,
    hostModules: {
      'multi-cloud-manager/plugin': () => import('multi-cloud-manager/plugin'),
      zod: () => import('zod'),
    },
  });
  process.stdout.write(JSON.stringify({ logLevel: config.logLevel, source }));
`;

/** The loader as it is shipped: one bundle in a folder without any node_modules, so without `typescript` too. */
describe('the bundled config loader', () => {
  let workspace: Workspace;
  let dist: string;

  const run = async (...args: string[]): Promise<unknown> => {
    const program = join(dist, 'stdin.mjs');
    const { stdout } = await promisify(execFile)(process.execPath, [program, workspace.project, ...args]);
    return JSON.parse(stdout);
  };

  beforeAll(async () => {
    workspace = await Workspace.create();
    dist = join(workspace.root, 'dist');
    await build({
      ...sourceOptions('0.0.0'),
      absWorkingDir: root,
      stdin: { contents: PROGRAM, resolveDir: root, loader: 'ts' },
      outdir: dist,
      outExtension: { '.js': '.mjs' },
      splitting: true,
    });
  });
  afterAll(() => workspace.remove());

  it('loads TypeScript from a read-only directory, without typescript installed', async () => {
    const file = await workspace.write(
      'open/read-only/mcm.config.ts',
      `import { CONFIRMATION_LEVELS } from 'multi-cloud-manager/plugin';
       import { z } from 'zod';
       enum Level { low = 'debug' }
       export default { logLevel: z.enum(Level).parse(Level.low), confirmation: { large: CONFIRMATION_LEVELS[1] } };`,
    );
    const directory = join(workspace.root, 'open', 'read-only');
    await chmod(directory, 0o500);
    expect(await run(file)).toEqual({ logLevel: 'debug', source: 'flag' });
    expect(await readdir(directory)).toEqual(['mcm.config.ts']);
    await chmod(directory, 0o700);
  });

  it('needs neither the compiler nor the YAML parser for JSON, nor cosmiconfig without a config', async () => {
    const chunks = await readdir(dist);
    const remove = async (name: RegExp) => {
      const matching = chunks.filter((chunk) => name.test(chunk));
      expect(matching).toHaveLength(1);
      await Promise.all(matching.map((chunk) => rm(join(dist, chunk))));
    };
    await remove(/^jiti-/);
    await remove(/^js-yaml-/);
    const file = await workspace.write('mcm.config.json', `{ "logLevel": "error" }`);
    expect(await run(file)).toEqual({ logLevel: 'error', source: 'flag' });
    await remove(/^Explorer-/);
    await remove(/^modules-/);
    expect(await run()).toEqual({ logLevel: 'info', source: 'none' });
  });
});
