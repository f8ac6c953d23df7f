import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  createDigitalOceanSimulator,
  droplet,
  SIMULATOR_TOKEN,
} from '../../plugins/digitalocean/simulator.js';
import { widthOf } from '../../src/text/width.js';
import { ROOT, room, run } from './built.js';

const HAN = /\p{Script=Han}/u;

let place: Awaited<ReturnType<typeof room>>;
beforeEach(async () => {
  place = await room();
});
afterEach(() => place.remove());

const mcm = (args: readonly string[], more: Readonly<Record<string, string>> = {}) =>
  run(args, { cwd: place.directory, env: { ...place.env, LANG: 'zh_CN.UTF-8', ...more } });

/** A cloud with two servers, one of which has a Chinese name. */
async function cloudOfTwo() {
  const cloud = await createDigitalOceanSimulator({
    accounts: [
      {
        tokens: { [SIMULATOR_TOKEN]: 'all' },
        droplets: [
          droplet({ id: 1, name: '网站-北京', ipv4: '203.0.113.7', tags: [] }),
          droplet({ id: 2, name: 'db-main', ipv4: '203.0.113.8', tags: [] }),
        ],
      },
    ],
  });
  return { cloud, env: { DIGITALOCEAN_TOKEN: SIMULATOR_TOKEN, DIGITALOCEAN_API_URL: cloud.url } };
}

describe('the commands of the built program in 简体中文', () => {
  it('help, and explain how they are used', async () => {
    const { code, stdout } = await mcm(['--help']);
    expect([code, /^用法：mcm <命令> \[选项\]$/m.test(stdout)]).toEqual([0, true]);
    expect(await mcm(['lst'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(
        /^mcm: 没有命令 "lst"；可用的命令：.*\n用法请见 mcm --help。\n$/,
      ) as unknown,
    });
    const english = await mcm(['lst'], { MCM_LOCALE: 'en' });
    expect(english.stderr).toMatch(/^mcm: There is no command "lst"; there are /);
  }, 30_000);

  it('ls has straight columns under Chinese headings, and gives English to a program', async () => {
    const { cloud, env } = await cloudOfTwo();
    const { code, stdout } = await mcm(['ls'], env);
    const [head = '', ...rows] = stdout.split('\n');
    expect(head.split(/ {2,}/)).toEqual(['云', '账号', '地域', '实例 ID', '名称', '状态', '规格', 'IP 地址']);
    expect([code, rows.slice(2)]).toEqual([0, ['', '共 2 台服务器', '']]);
    const starts = [head, ...rows.slice(0, 2)].map((line) =>
      widthOf(line.slice(0, line.search(/状态|running/))),
    );
    expect(new Set(starts).size).toBe(1);
    const json = await mcm(['ls', '--json', '--name', 'db'], env);
    expect(json.stdout).not.toMatch(HAN);
    const nobody = await mcm(['metrics', 'nobody'], env);
    expect(nobody.code).toBe(2);
    expect(nobody.stderr).toContain(
      'mcm: 没有名为 "nobody" 的服务器。可以使用 IP 地址、PROVIDER/ID、PROVIDER/ACCOUNT/ID，或服务器的完整名称。\n',
    );
    await cloud.close();
  }, 60_000);

  it('plugin validate finds in Chinese, and in English for a program', async () => {
    for (const [name, from] of [
      ['multi-cloud-manager', '.'],
      ['zod', 'node_modules/zod'],
    ] as const) {
      const link = join(place.directory, 'node_modules', name);
      await mkdir(dirname(link), { recursive: true });
      await symlink(join(ROOT, from), link);
    }
    await writeFile(
      join(place.directory, 'none.ts'),
      'console.log("hi");\nexport default { name: "acme" };\n',
    );
    const { code, stdout } = await mcm(['plugin', 'validate', 'none.ts']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^错误 {2}load-failed {3}none\.ts: 它的默认导出既不是 definePlugin 的返回值，/m);
    expect(stdout).toMatch(
      /^错误 {2}stdout-noise {2}none\.ts: 向属于 MCP 的 stdout 输出了内容："hi\\n"；请使用 LOGGER$/m,
    );
    expect(stdout).toMatch(/\n\nnone\.ts：2 个错误，0 个警告\n已检查：1 个文件的导入、加载（\d+ 毫秒）/);
    const json = await mcm(['plugin', 'validate', 'none.ts', '--json']);
    expect(json.stdout).toContain('its default export is neither what definePlugin returns');
    expect(json.stdout).not.toMatch(HAN);
  }, 60_000);
});
