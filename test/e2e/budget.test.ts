import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { Tiktoken } from 'js-tiktoken/lite';
import o200k from 'js-tiktoken/ranks/o200k_base';
import { PROGRAM, ROOT, room, run } from './built.js';

const DIST = join(ROOT, 'dist');

/** What a start may cost. Whoever goes over one says in the commit message what for. */
const BUDGET = {
  /** Bytes of the files that are loaded until `tools/list` is answered. */
  start: 655_000,
  /** zod schemas that are really made until then, and stand-ins of those that wait: beyond some thousand, V8 compiles what makes them. */
  schemas: 200,
  standIns: 300,
  /** Bytes of everything in dist/ that is code. */
  code: 9_200_000,
  /** Tokens (o200k) of the tool list: with the output schemas, and without. */
  full: [5_850, 3_500],
  unified: [1_600, 1_000],
} as const;

/** Modules that are loaded until `tools/list` is answered, without the hashes in their names. */
const AT_START = [
  'chunks/alibaba.cjs',
  'chunks/aws.cjs',
  'chunks/command.cjs',
  'chunks/digitalocean.cjs',
  'chunks/plugin-api.cjs',
  'chunks/serve.cjs',
  'chunks/server.cjs',
  'chunks/vultr.cjs',
  'cli.cjs',
  'program.cjs',
];

/** What a module that is preloaded writes down until the tools are listed and the program has ended. */
async function startWith(preload: string, variable: string): Promise<string> {
  const { directory, env, remove } = await room();
  const written = join(directory, 'written');
  const client = new Client({ name: 'e2e', version: '1' });
  try {
    const url = pathToFileURL(join(ROOT, 'test', 'e2e', preload)).href;
    await client.connect(
      new StdioClientTransport({
        command: process.execPath,
        args: ['--import', url, PROGRAM, 'serve'],
        cwd: directory,
        env: { ...env, [variable]: written },
      }),
    );
    await client.listTools();
    await client.close();
    return await readFile(written, 'utf8');
  } finally {
    await client.close();
    await remove();
  }
}

async function loadedAtStart(): Promise<readonly string[]> {
  const urls = new Set((await startWith('loaded.mjs', 'MCM_TEST_LOADED')).split('\n'));
  return [...urls].filter((url) => url.startsWith('file:')).map((url) => fileURLToPath(url));
}

const sizes = async (files: readonly string[]): Promise<number> => {
  const all = await Promise.all(files.map((file) => stat(file)));
  return all.reduce((sum, { size }) => sum + size, 0);
};

describe('the built program keeps to its budget', () => {
  it('of what is loaded until the tools are listed', async () => {
    const files = await loadedAtStart();
    const names = files.map((file) => relative(DIST, file).replace(/-[A-Z0-9]{8}\.cjs$/, '.cjs'));
    expect(names.sort()).toEqual(AT_START);
    expect(await sizes(files)).toBeLessThan(BUDGET.start);
  });

  it('of schemas that are made until then, and of what stands for the others', async () => {
    const counts = JSON.parse(await startWith('counted.mjs', 'MCM_TEST_COUNTED')) as Record<string, number>;
    expect(counts['schemas']).toBeGreaterThan(0);
    expect(counts['schemas']).toBeLessThan(BUDGET.schemas);
    expect(counts['standIns']).toBeGreaterThan(0);
    expect(counts['standIns']).toBeLessThan(BUDGET.standIns);
  });

  it('of all its code', async () => {
    const entries = await readdir(DIST, { recursive: true, withFileTypes: true });
    const code = entries.filter((entry) => entry.isFile() && /\.c?js$/.test(entry.name));
    expect(await sizes(code.map((entry) => join(entry.parentPath, entry.name)))).toBeLessThan(BUDGET.code);
  });

  it.each(['full', 'unified'] as const)('of tokens, with the preset %s', async (preset) => {
    const { directory, env, remove } = await room();
    try {
      const config = join(directory, 'brief.json');
      await writeFile(config, '{ "tools": { "outputSchemas": false } }');
      const encoder = new Tiktoken(o200k);
      const tokens = async (...options: readonly string[]): Promise<number> => {
        const { stdout } = await run(['tools', '--json', '--preset', preset, ...options], {
          cwd: directory,
          env,
        });
        const { tools } = JSON.parse(stdout) as { tools: readonly unknown[] };
        return encoder.encode(JSON.stringify({ tools })).length;
      };
      const [withOutput, without] = BUDGET[preset];
      expect(await tokens()).toBeLessThan(withOutput);
      expect(await tokens('--config', config)).toBeLessThan(without);
    } finally {
      await remove();
    }
  });
});
