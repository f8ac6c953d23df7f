import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { McmError, type Locale } from 'multi-cloud-manager/plugin';
import { run as approve } from '../../src/cli/approve.js';
import { main } from '../../src/cli/main.js';
import { run as unlock } from '../../src/cli/unlock.js';
import { spoken, textOf } from '../../src/locale/error-in.js';
import { loadLocale } from '../../src/locale/words.js';
import { zhCN } from '../../src/locale/zh-CN/index.js';
import { Workspace } from '../config/workspace.js';
import { sentencesOf } from '../locale/sentences.js';
import { DeskStage } from './desk.js';

beforeAll(() => loadLocale('zh-CN'));

describe('the command line in 简体中文', () => {
  let workspace: Workspace;
  beforeEach(async () => {
    workspace = await Workspace.create();
  });
  afterEach(() => workspace.remove());

  async function mcm(args: readonly string[], locale: Locale = 'zh-CN', program = '/opt/mcm.js') {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const code = await main(args, {
      ...{ stdin: new PassThrough(), stdout, stderr, program, user: 'ada', locale },
      ...{ env: { MCM_STATE_DIR: join(workspace.home, 'state'), LANG: locale }, platform: 'linux' },
      ...{ cwd: workspace.project, home: workspace.home },
    });
    const text = (stream: PassThrough): string => String(stream.read() ?? '');
    return { code, stdout: text(stdout), stderr: text(stderr) };
  }

  it('helps, with every command and flag that it has in English', async () => {
    const [chinese, english] = [await mcm(['--help']), await mcm(['--help'], 'en')];
    expect(chinese.stdout).toMatch(/^用法：mcm <命令> \[选项\]$/m);
    const commands = (text: string): readonly string[] => text.match(/^ {2}\S.{17}/gm) ?? [];
    expect(commands(chinese.stdout)).toEqual(commands(english.stdout));
    const flags = (text: string): readonly string[] => [...new Set(text.match(/--?[a-z][a-z-]*/g))].sort();
    expect(flags(chinese.stdout)).toEqual(flags(english.stdout));
  });

  it.each<[readonly string[], string]>([
    [['lst'], '没有命令 "lst"；可用的命令：serve、'],
    [['audit'], 'mcm audit 之后必须是以下之一：list、show、verify、tail。'],
    [['audit', 'lis'], 'mcm audit 之后必须是以下之一：list、show、verify、tail，而不是 "lis"。'],
    [['trust', '--now'], '没有选项 --now。'],
    [['ls', '--region'], '选项 --region <value> 缺少值。'],
    [['ls', '--json=1'], '选项 --json 不带值。'],
    [
      ['ls', '--region', '--json'],
      "选项 --region 的值有歧义：是否忘了给出值？以连字符开头的值请写作 '--region=-XYZ'。",
    ],
    [['ls', 'now'], '多余的参数 "now"。'],
    [['find'], '缺少参数 IP。'],
    [['ls', '--status', 'up'], '--status 只能是 pending、running、'],
    [['tools', '--preset', 'some'], '--preset 只能是 full 或 unified。'],
    [['call', 'list_instances', '[]'], `参数必须是一个 JSON 对象，例如 '{"ip_address":"192.0.2.7"}'。`],
    [['audit', 'list', '--since', 'noon'], '--since 是形如 2026-03-01T12:00:00Z 的时间，或 30m、2h、7d。'],
    [['install'], '--client 只能是 claude-desktop、'],
    [['plugin', 'create', 'aws'], 'aws 是内置插件的名称；请换一个。'],
    [['approve', '--config', 'x', '--list'], 'mcm approve 不接受 --config：'],
    [['power', 'dance', 'web-1'], '操作只能是 power_on、power_off、shutdown、reboot 之一，而不是 "dance"。'],
  ])('%j is explained', async (args, sentence) => {
    const { code, stderr } = await mcm(args);
    expect([code, stderr.startsWith(`mcm: ${sentence}`) ? sentence : stderr]).toEqual([2, sentence]);
    expect(stderr).toMatch(/\n用法请见 mcm --help。\n$/);
  });

  it.each<[readonly string[], RegExp]>([
    [['trust'], /^mcm: .* 中没有 mcm\.config\.\*。请在配置文件所在的目录运行此命令，或指定该文件。\n$/],
    [['plugin', 'validate', 'nowhere'], /^mcm: .*\/nowhere 不存在。\n$/],
    [['plugin', 'validate', '.'], /^mcm: .* 中没有 package\.json。请指定包的文件夹，或插件的文件。\n$/],
  ])('%j says what is not there', async (args, sentence) => {
    const { code, stderr } = await mcm(args, 'zh-CN', fileURLToPath(import.meta.url));
    expect([code, stderr]).toEqual([2, expect.stringMatching(sentence)]);
  });

  it('says in English what Node.js says of options', async () => {
    const said = async (...args: readonly string[]) =>
      (await mcm(args, 'en')).stderr.split('\nmcm --help')[0];
    expect(await said('trust', '--now')).toBe("mcm: Unknown option '--now'.");
    expect(await said('ls', '--region')).toBe("mcm: Option '--region <value>' argument missing");
    expect(await said('ls', '--json=1')).toBe("mcm: Option '--json' does not take an argument");
    expect(await said('ls', '--region', '--json')).toBe(
      "mcm: Option '--region' argument is ambiguous.\nDid you forget to specify the option argument for '--region'?\nTo specify an option argument starting with a dash use '--region=-XYZ'.",
    );
  });

  it('reads an empty audit trail, and says what is not in it', async () => {
    expect(await mcm(['audit', 'list'])).toMatchObject({ code: 0, stdout: '没有记录。\n' });
    expect(await mcm(['audit', 'verify'])).toMatchObject({
      code: 0,
      stdout: '0 条链：与 mcm 写入时一致。\n',
    });
    expect(await mcm(['audit', 'show', 'abc'])).toMatchObject({
      code: 1,
      stderr: 'mcm: 审计记录中没有调用 abc；mcm audit list 会列出现有的调用。\n',
    });
  });

  it('tells a client, or why it does not', async () => {
    const first = await mcm(['install', '--client', 'cursor']);
    expect(first.code).toBe(0);
    expect(first.stdout).toMatch(/\n已写入。\n下一步：退出并重新打开 Cursor；`mcm doctor` 会试运行/);
    expect((await mcm(['install', '--client', 'cursor'])).stdout).toMatch(
      /mcp\.json, mcpServers\.mcm:\n {2}已是如此\n$/,
    );
    const file = join(workspace.home, '.cursor', 'mcp.json');
    expect(JSON.parse(await readFile(file, 'utf8'))).toHaveProperty('mcpServers.mcm.command');
    expect(await mcm(['install', '--client', 'cursor', '--replace', 'shop'])).toMatchObject({
      code: 1,
      stderr: `mcm: ${file} 中没有可以取代的服务 "shop"。\n`,
    });
    await workspace.write('home/.cursor/mcp.json', '{ "mcpServers"');
    expect((await mcm(['install', '--client', 'cursor'])).stderr).toBe(
      `mcm: ${file}：不是有效的 JSON（第 1 行，第 15 列）。未写入任何内容。\n`,
    );
  });

  it('lists what is installed, and says that nothing was changed', async () => {
    const { stdout } = await mcm(['plugin', 'list']);
    expect(stdout).toMatch(/ 中没有已安装的包。\n$/);
    const { code, stderr } = await mcm(['plugin', 'remove', 'acme']);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^mcm: acme 未安装在 .* 中。mcm plugin list 会列出已安装的包。\n未更改任何内容。\n$/,
    );
  });

  it('speaks the language of the config from where that is loaded on', async () => {
    await workspace.write('open/project/own.yaml', 'locale: zh-CN\nplugins: []\n');
    const { code, stderr } = await mcm(['policy', 'test', 'cases.txt', '--config', 'own.yaml'], 'en');
    expect([code, stderr]).toEqual([
      2,
      'mcm: cases.txt：用例须写在 .yaml、.yml 或 .json 文件中。\n用法请见 mcm --help。\n',
    ]);
  });
});

describe('a person at a terminal, in 简体中文', () => {
  let stage: DeskStage;
  beforeEach(async () => {
    stage = await DeskStage.create();
  });
  afterEach(() => stage.remove());

  it('reads and answers a question, and sees no word that confirms', async () => {
    await stage.ask();
    stage.clock.advance(3 * 60_000);
    const { terminal, ended } = stage.start(approve, [], { locale: 'zh-CN' });
    await terminal.expectText(/请输入该服务器的一个 IP 地址，或按回车键拒绝：/);
    expect(terminal.text).toContain('，3 分钟前提出\n   该服务器将先停止、再恢复运行：');
    expect(terminal.text).toContain(
      '\n   服务器：云 "acme"，账号 "default"，地域 "north"，规格 "small"，实例 ID "i-1"；当前状态 "running"\n',
    );
    expect(terminal.text).toContain('\n   提出者 "grace"，通过 "claude-code 2.0"\n');
    terminal.type('203.0.113.7');
    await terminal.expectText(/请输入该服务器的完整名称：/);
    terminal.type('web-server-01');
    await terminal.expectText(/请用您自己的话输入想要的操作/);
    expect(terminal.text).not.toMatch(CONFIRMS);
    terminal.type('重启');
    await terminal.expectText(/已批准。请让助手在 \d\d:\d\d（5 分钟后） 之前再次调用|已批准。/);
    expect(await ended).toBe(0);
  });

  it.each(['不', 'n', ''])('declines with %j', async (word) => {
    await stage.ask();
    const { terminal, ended } = stage.start(approve, [], { locale: 'zh-CN' });
    await terminal.expectText(/或按回车键拒绝：/);
    terminal.type(word);
    await terminal.expectText(/已拒绝。不会执行任何操作/);
    expect(await ended).toBe(0);
  });

  it.each(['解锁', 'unlock'])('unlocks with the word %s', async (word) => {
    await stage.lock();
    const { terminal, ended } = stage.start(unlock, [], { locale: 'zh-CN' });
    await terminal.expectText(/锁定至 \d\d:\d\d（15 分钟后）：多次确认错误。/);
    await terminal.expectText(/请输入 unlock（或“解锁”）以解锁，或按回车键保持不变：/);
    terminal.type('开锁');
    await terminal.expectText(/请输入 unlock/);
    terminal.type(word);
    await terminal.expectText(/已解锁。\n/);
    expect(await ended).toBe(0);
  });
});

/** Words that name a power action, in Chinese and in English. */
const CONFIRMS = /开机|启动|关机|重启|强制断电|power.?o(n|ff)|shut.?down|reboot|power.?cycle/i;

describe('what a person reads before they confirm', () => {
  it.each(['confirmation', 'hand', 'terminal'] as const)('has none of the words that confirm: %s', (room) => {
    for (const { text } of sentencesOf(zhCN[room]).values()) expect(text).not.toMatch(CONFIRMS);
  });
});

describe('what was thrown', () => {
  it.each<[string, unknown, string]>([
    ['an McmError', new McmError('INSTANCE_STATE_CONFLICT', { en: 'no', 'zh-CN': '不' }), '不'],
    ['another that is said', Object.assign(new Error('no'), { said: { en: 'no', 'zh-CN': '不' } }), '不'],
    ['one of Node.js', new Error('EACCES'), 'EACCES'],
    ['one of another realm', { message: 'far' }, 'far'],
    ['no error at all', 7, '7'],
    ['nothing', undefined, 'undefined'],
  ])('is read in the language of the person: %s', (_, thrown, wanted) => {
    expect(spoken(thrown, 'zh-CN')).toBe(wanted);
    expect(typeof textOf(thrown)).toMatch(/string|object/);
  });
});
