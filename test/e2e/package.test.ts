import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { ROOT, room } from './built.js';

const execute = promisify(execFile);
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

describe('the package', () => {
  it('installs from its tarball alone, without a network, and works from there', async () => {
    const { directory, env, remove } = await room();
    const options = { cwd: directory, env };
    const { stdout } = await execute(
      npm,
      ['pack', '--json', '--ignore-scripts', '--pack-destination', directory, ROOT],
      options,
    );
    const [packed] = Object.values(
      JSON.parse(stdout) as Record<string, { filename: string; files: { path: string }[] }>,
    );
    const top = new Set(packed?.files.map(({ path }) => path.split('/')[0]));
    expect([...top].sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'README.zh-CN.md',
      'dist',
      'mcm.config.example.ts',
      'package.json',
    ]);
    expect(packed?.files.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['dist/THIRD_PARTY_NOTICES.txt', 'dist/sbom.cdx.json', 'dist/plugin.d.ts']),
    );

    // What V8 made of the files here is of no use elsewhere.
    expect(packed?.files.filter(({ path }) => path.startsWith('dist/compiled/'))).toEqual([]);

    await writeFile(join(directory, 'package.json'), '{"private":true}');
    await execute(
      npm,
      ['install', '--offline', '--no-audit', '--no-fund', join(directory, packed?.filename ?? '')],
      options,
    );
    expect((await readdir(join(directory, 'node_modules'))).filter((name) => !name.startsWith('.'))).toEqual([
      'multi-cloud-manager',
    ]);
    const tools = await execute(join(directory, 'node_modules', '.bin', 'mcm'), ['tools', '--json'], options);
    expect((JSON.parse(tools.stdout) as { tools: unknown[] }).tools).toHaveLength(33);

    await writeFile(
      join(directory, 'use.mjs'),
      `import { definePlugin } from 'multi-cloud-manager/plugin';
import { createTestHost } from 'multi-cloud-manager/testing';
import { defineConfig, env } from 'multi-cloud-manager';
const host = await createTestHost({ plugins: [definePlugin({ name: 'empty', apiVersion: 1 })] });
console.log(JSON.stringify([(await host.tools()).length, defineConfig({ readOnly: true }), env('TOKEN')]));
await host.close();`,
    );
    const used = await execute(process.execPath, ['use.mjs'], options);
    expect(JSON.parse(used.stdout)).toEqual([9, { readOnly: true }, { env: 'TOKEN' }]);
    const { dependencies } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    expect(dependencies).toBeUndefined();
    await remove();
  }, 120_000);
});
