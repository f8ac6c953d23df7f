import { cp, mkdir, readFile, readdir, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROOT, connectTo, room } from './built.js';

const WORDS = `module.exports = require('multi-cloud-manager/plugin').definePlugin({ name: 'words', apiVersion: 1 });`;

/** A copy of the built program in a place of its own. */
let place: Awaited<ReturnType<typeof room>>;
let home: string;
beforeAll(async () => {
  place = await room();
  home = join(place.directory, 'node_modules', 'multi-cloud-manager');
  await mkdir(home, { recursive: true });
  await cp(join(ROOT, 'package.json'), join(home, 'package.json'));
  await cp(join(ROOT, 'dist'), join(home, 'dist'), {
    recursive: true,
    filter: (path) => !path.includes(join('dist', 'compiled')),
  });
  await symlink(join(ROOT, 'node_modules', 'zod'), join(place.directory, 'node_modules', 'zod'));
  await mkdir(join(place.directory, 'node_modules', 'mcm-plugin-words'));
  await writeFile(join(place.directory, 'node_modules', 'mcm-plugin-words', 'index.js'), WORDS);
  await writeFile(join(place.directory, 'mcm.json'), '{"plugins":["aws","mcm-plugin-words"]}');
});
afterAll(() => place.remove());

/** One start, a look at the tools and the plugins, and the end. */
async function serve(more: Readonly<Record<string, string>> = {}): Promise<unknown> {
  const { client, stderr } = await connectTo(
    process.execPath,
    [join(home, 'dist', 'cli.cjs'), 'serve', '--config', 'mcm.json'],
    { cwd: place.directory, env: { ...place.env, ...more } },
  );
  try {
    const { tools } = await client.listTools();
    const { structuredContent } = await client.callTool({ name: 'get_supported_providers', arguments: {} });
    const { providers } = structuredContent as { providers: { name: string }[] };
    return [tools.length > 9, providers.map(({ name }) => name), stderr()];
  } finally {
    await client.close();
  }
}
const ANSWER = [true, ['aws'], ''];

/** Each kept file, and which one it is. */
async function kept(): Promise<ReadonlyMap<string, number>> {
  const above = join(home, 'dist', 'compiled');
  const folders = await readdir(above).catch(() => []);
  const files = await Promise.all(
    folders.map(async (folder) =>
      (await readdir(join(above, folder))).map((name) => join(above, folder, name)),
    ),
  );
  const inodes = files.flat().map(async (file) => [file, (await stat(file)).ino] as const);
  return new Map(await Promise.all(inodes));
}

describe('what V8 made of the program', () => {
  it('is not kept where it is told not to', async () => {
    expect(await serve({ NODE_DISABLE_COMPILE_CACHE: '1' })).toEqual(ANSWER);
    expect(await kept()).toEqual(new Map());
  });

  it('is kept beside the program by a server, and the next one starts with it', async () => {
    expect(await serve()).toEqual(ANSWER);
    const first = await kept();
    const names = [...first.keys()].map((file) => file.replace(/.*[\\/]/, '').replace(/-[A-Z0-9]{8}/, ''));
    expect(names).toEqual(
      expect.arrayContaining(['aws.cjs.bin', 'plugin-api.cjs.bin', 'program.cjs.bin', 'server.cjs.bin']),
    );
    expect(await serve()).toEqual(ANSWER);
    expect(await kept()).toEqual(first);
  });

  it('is mended where it is damaged', async () => {
    const [server] = [...(await kept()).keys()].filter((file) => file.includes('server.cjs'));
    const whole = await readFile(server ?? '');
    await writeFile(server ?? '', Buffer.from(whole).fill(0xff, whole.length >> 1, whole.length - 8));
    expect(await serve()).toEqual(ANSWER);
    expect((await readFile(server ?? '')).subarray(-64, -8)).not.toEqual(Buffer.alloc(56, 0xff));
  });
});
