import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { run } from '../../src/cli/init.js';
import { Workspace } from '../config/workspace.js';
import { messageOf } from '../config/workspace.js';
import { FakeTerminal } from './terminal.js';

let workspace: Workspace;
beforeEach(async () => {
  workspace = await Workspace.create();
});
afterEach(() => workspace.remove());

const terminal = (options: { readonly input?: boolean; readonly output?: boolean } = {}) =>
  new FakeTerminal({ stateDir: workspace.project, ...options });

describe('mcm init at a terminal [RULE:INIT]', () => {
  it('lets a person pick accounts by number or name, and asks again what it does not know', async () => {
    await workspace.write(
      'open/project/.aws/credentials',
      '[one]\nrole_arn=x\n[two]\nrole_arn=x\n[three]\nrole_arn=x\n',
    );
    const screen = terminal();
    const ended = screen.run((io) => run(['--print'], io));
    await screen.expectText(/Which clouds\? .*\[aws\]: /);
    screen.type('');
    await screen.expectText(/Which accounts of aws\? \(1 one, 2 two, 3 three\) \[one, two, three\]: /);
    screen.type('4');
    await screen.expectText(/Which accounts of aws\? /);
    screen.type('three 1');
    expect(await ended).toBe(0);
    expect(screen.text).toMatch(/- name: one\n.*profile: one\n/);
    expect(screen.text).toMatch(/- name: three\n.*profile: three\n/);
    expect(screen.text).not.toContain('- name: two');
  });

  it('has no usual answer for the clouds where nothing was found', async () => {
    const screen = terminal();
    const ended = screen.run((io) => run(['--print'], io));
    await screen.expectText(/Which clouds\? .*commas between: /);
    screen.type('');
    await screen.expectText(/Which clouds\? /);
    screen.type('vultr');
    expect(await ended).toBe(0);
    expect(screen.text).toContain('apiKey: { env: VULTR_API_KEY }');
  });

  it.each([{ input: false }, { output: false }])('asks nothing with %j', async (options) => {
    const screen = terminal(options);
    expect(await messageOf(screen.run((io) => run([], io)))).toContain('--cloud');
    expect(await readdir(workspace.project)).toEqual([]);
  });

  it.each([
    ['none.env', 'There is no env file'],
    ['folder', 'it is no file'],
  ])('refuses the env file %s', async (file, why) => {
    await mkdir(join(workspace.project, 'folder'));
    const args = ['--yes', '--print', '--env-file', file];
    expect(await messageOf(terminal().run((io) => run(args, io)))).toContain(why);
  });

  it('asks and answers in 简体中文, and understands 是 and 否', async () => {
    await workspace.write('open/project/.env', 'VULTR_API_KEY=x\n');
    const screen = terminal();
    const ended = screen.run((io) =>
      run(['--config', 'mcm.yaml'], { ...io, locale: 'zh-CN', env: { ...io.env, NO_COLOR: '1' } }),
    );
    await screen.expectText(/是否让配置读取 .*\.env\uff1f\[y\/N\] /);
    screen.type('what');
    await screen.expectText(/是否让配置读取 /);
    screen.type('是');
    await screen.expectText(/^云 +账号 +找到的凭证 +位置$/m);
    await screen.expectText(/使用哪些云\uff1f.*1 aws、2 digitalocean.*\[vultr\]\uff1a/);
    screen.type('3，aws');
    await screen.expectText(/是否查询这些云中有哪些服务器/);
    screen.type('否');
    await screen.expectText(/未查询任何云/);
    await screen.expectText(/是否写入 .*mcm\.yaml\uff1f\[Y\/n\] /);
    screen.type('yes');
    await screen.expectText(/已写入\uff1a.*mcm\.yaml/);
    await screen.expectText(/后续步骤\uff1a/);
    expect(await ended).toBe(0);
    const text = await readFile(join(workspace.project, 'mcm.yaml'), 'utf8');
    expect(text).toMatch(/^# multi-cloud-manager 的配置/);
    expect(load(text)).toMatchObject({ plugins: [{ use: 'aws' }, { use: 'vultr' }], envFile: './.env' });
  });

  it.each<[readonly string[], string]>([
    [['--cloud', 'azure'], '--cloud 应为'],
    [['--yes', '--format', 'toml'], '--format 应为 yaml 或 ts，而不是 "toml"。'],
    [['--yes', '--config', 'mcm.json'], '文件名必须以'],
    [['--yes', '--print', '--env-file', 'folder'], '不是普通文件'],
    [['--yes', '--account', 'aws/x'], '未找到任何账号'],
  ])('refuses %j in 简体中文', async (args, why) => {
    await mkdir(join(workspace.project, 'folder'));
    const refused = terminal().run((io) => run(args, { ...io, locale: 'zh-CN' }));
    expect(await messageOf(refused)).toContain(why);
  });

  it('does not take 是 for yes in English', async () => {
    await workspace.write('open/project/.env', 'VULTR_API_KEY=x\n');
    const screen = terminal();
    const ended = screen.run((io) => run(['--print'], io));
    await screen.expectText(/Shall the config read /);
    screen.type('是');
    await screen.expectText(/Shall the config read /);
    screen.press('\u0003');
    expect(await ended).toBe(1);
  });

  it('takes all that is found with --yes, and says that nothing was', async () => {
    expect(await messageOf(terminal().run((io) => run(['--yes'], io)))).toContain(
      'Name the clouds with --cloud',
    );
  });
});
