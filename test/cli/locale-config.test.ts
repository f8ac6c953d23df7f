import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import type { Locale } from 'multi-cloud-manager/plugin';
import { main } from '../../src/cli/main.js';
import { Workspace } from '../config/workspace.js';

let workspace: Workspace;
beforeEach(async () => {
  workspace = await Workspace.create();
});
afterEach(() => workspace.remove());

async function mcm(args: readonly string[], locale: Locale = 'zh-CN') {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const code = await main(args, {
    ...{ stdin: new PassThrough(), stdout, stderr, program: '/opt/mcm.js', user: 'ada', locale },
    ...{ env: { MCM_STATE_DIR: join(workspace.home, 'state'), LANG: locale }, platform: 'linux' },
    ...{ cwd: workspace.project, home: workspace.home },
  });
  const text = (stream: PassThrough): string => String(stream.read() ?? '');
  return { code, stdout: text(stdout), stderr: text(stderr) };
}

const BROKEN = { plugins: ['./none.js', 'acme-none'] };

describe('what is wrong with a config, in 简体中文 [RULE:DOCTOR]', () => {
  // First: a language that was loaded stays.
  it('is a finding of mcm doctor, also where the config alone says the language', async () => {
    const own = { ...BROKEN, locale: 'zh-CN' };
    const file = await workspace.write('own/mcm.config.json', JSON.stringify(own));
    await workspace.write('own/mcm.config.yaml', '{}');
    const { stdout } = await mcm(['doctor', '--offline', '--config-dir', join(file, '..')], 'en');
    expect(stdout).toContain('中有多个配置文件：');
    expect(stdout).toContain('./none.js：未能加载：没有文件 ');
    expect(stdout).toContain('acme-none：未能加载：没有名为 acme-none 的内置插件，');
  });

  it('stands on stderr of a command by hand, and in English where the person reads that', async () => {
    const file = await workspace.write('own/mcm.config.json', JSON.stringify(BROKEN));
    await workspace.write('own/mcm.config.yaml', '{}');
    const options = ['tools', '--config-dir', join(file, '..'), '--exclude', 'nothing_such'];
    const { stderr } = await mcm(options);
    expect(stderr).toContain('中有多个配置文件：使用 mcm.config.json，不使用 mcm.config.yaml。\n');
    expect(stderr).toContain('插件 ./none.js 未能加载：没有文件 ');
    expect(stderr).toContain('插件 acme-none 未能加载：没有名为 acme-none 的内置插件，');
    expect(stderr).toContain('tools：没有名为 nothing_such 的工具');
    const english = (await mcm(options, 'en')).stderr;
    expect(english).toContain('has more than one config: mcm.config.json is used, mcm.config.yaml is not.\n');
    expect(english).toContain('The plugin ./none.js did not load: there is no file ');
    expect(english).toContain('tools: no tool is called nothing_such');
  });

  it('is a config that nobody has trusted, and one that is not there', async () => {
    await writeFile(join(workspace.project, 'mcm.config.json'), '{}');
    const empty = await workspace.write('empty/readme.txt', '');
    const { stdout } = await mcm(['doctor', '--offline', '--config-dir', join(empty, '..')]);
    expect(stdout).toMatch(/没有加载 \S+mcm\.config\.json，因为没有人说过它可以信任；mcm 处于只读模式。/);
    expect(stdout).toContain('（来自 --config-dir）中没有 mcm.config.ts 或其他配置文件；继续在别处查找。');
  });

  it('is not told to the model, which reads English', async () => {
    const file = await workspace.write('own/mcm.config.json', JSON.stringify(BROKEN));
    const call = ['call', 'get_system_status', '--json', '--config', file];
    const { stdout } = await mcm(call);
    expect(stdout).toContain('there is no built-in, no plugin from');
    expect(stdout).not.toContain('没有名为');
  });
});

describe('mcm audit verify in 简体中文 [RULE:AUDIT-VERIFY]', () => {
  it('says what is not as mcm wrote it; --json says it in English', async () => {
    await mcm(['call', 'get_system_status']);
    const audit = join(workspace.home, 'state', 'audit');
    const [name = ''] = (await readdir(audit)).filter((each) => each.endsWith('.jsonl'));
    const text = await readFile(join(audit, name), 'utf8');
    await writeFile(join(audit, name), text.replace('"kind"', '"sort"'));
    const { code, stdout } = await mcm(['audit', 'verify']);
    expect([code, stdout]).toEqual([1, expect.stringContaining('原因：它不是一条记录\n')]);
    const json = await mcm(['audit', 'verify', '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({ chains: [{ bad: { reason: 'it is no record' } }] });
  });

  it('notes how a chain ends', async () => {
    await mcm(['call', 'get_system_status']);
    const audit = join(workspace.home, 'state', 'audit');
    const [name = ''] = (await readdir(audit)).filter((each) => each.endsWith('.jsonl'));
    const text = await readFile(join(audit, name), 'utf8');
    await writeFile(join(audit, name), `${text}{"v":2`);
    expect((await mcm(['audit', 'verify'])).stdout).toContain(
      `备注：${name} 以不完整的一行结束，崩溃或磁盘写满会留下这种情况\n`,
    );
    const { stdout } = await mcm(['audit', 'verify', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      chains: [{ notes: [`${name} ends in a torn line, as a crash or a full disk leaves it`] }],
    });
  });
});
