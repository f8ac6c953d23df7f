import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import type { Locale } from 'multi-cloud-manager/plugin';
import { main } from '../../src/cli/main.js';
import type { Io } from '../../src/cli/io.js';
import type { Report } from '../../src/doctor/report.js';
import '../lazy-rooms.js';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mcm-doctor-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

/** What the command writes, to a terminal or a pipe. */
async function doctor(
  args: readonly string[],
  options: { readonly isTTY?: boolean; readonly env?: Io['env']; readonly locale?: Locale } = {},
) {
  const { isTTY = false, env = {}, locale = 'en' } = options;
  const stdout = Object.assign(new PassThrough(), { isTTY });
  const code = await main(['doctor', ...args], {
    ...{
      stdin: new PassThrough(),
      stdout,
      stderr: new PassThrough(),
      program: '',
      user: 'ada',
      locale,
    },
    ...{ env: { HOME: directory, LANG: locale, ...env }, cwd: directory, home: directory, platform: 'linux' },
  });
  return { code, text: String(stdout.read()) };
}

const ESC = '\u001b';

describe('mcm doctor on a terminal [RULE:DOCTOR]', () => {
  it('has colours, and says what it waits for on a line that it takes away again', async () => {
    const { code, text } = await doctor(['--offline'], { isTTY: true });
    expect(code).toBe(0);
    expect(text).toContain(`${ESC}[33mwarning  ${ESC}[0mNo cloud is configured yet.`);
    expect(text).toContain(`… loading policies and plugins\r${ESC}[2K`);
    expect(text).toMatch(/\n\d+ checks: .*\.\n$/);
  });

  it('is plain where nobody wants colours', async () => {
    const noColour = await doctor(['--offline'], { isTTY: true, env: { NO_COLOR: '1' } });
    expect(noColour.text).toContain('  warning  No cloud is configured yet.');
    const dumb = await doctor(['--offline'], { isTTY: true, env: { TERM: 'dumb' } });
    expect(dumb.text).not.toContain(ESC);
    expect((await doctor(['--offline'])).text).not.toContain(ESC);
  });
});

describe('mcm doctor in the language of the person [RULE:DOCTOR]', () => {
  it('speaks that of the environment from its first line on', async () => {
    const { text } = await doctor(['--offline'], { locale: 'zh-CN', isTTY: true });
    expect(text).toMatch(/^\r\u001b\[2K\u001b\[1mNode\.js 与 mcm\u001b\[0m\n/);
    expect(text).toContain(`${ESC}[33m警告  ${ESC}[0m尚未配置任何云。`);
    expect(text).toContain('… 正在加载策略和插件');
    expect(text).toMatch(/\n共检查 \d+ 项：正常 \d+ 项，.*。\n$/);
  });

  it('speaks that of the config where it loads, and that of the environment where it does not', async () => {
    const file = join(directory, 'mcm.json');
    const args = ['--offline', '--config', file];
    const headings = async (config: string, locale: Locale) => {
      await writeFile(file, config);
      const { text } = await doctor(args, { locale });
      return [text.split('\n')[0], text.includes('\n配置\n')];
    };
    expect(await headings('{ "locale": "zh-CN" }', 'en')).toEqual(['Node.js 与 mcm', true]);
    expect(await headings('{ "locale": "en" }', 'zh-CN')).toEqual(['Node.js and mcm', false]);
    expect(await headings('{ "locale": "en", }', 'zh-CN')).toEqual(['Node.js 与 mcm', true]);
  });

  it('has the keys, ids, groups and statuses of its JSON in none, and its sentences in that', async () => {
    const { text } = await doctor(['--offline', '--json'], { locale: 'zh-CN' });
    const { checks, summary } = JSON.parse(text) as Report;
    expect(summary.warning).toBeGreaterThan(0);
    expect(checks.find(({ id }) => id === 'any-account')).toMatchObject({
      group: 'accounts',
      status: 'warning',
      found: '尚未配置任何云。',
      next: expect.stringContaining('`mcm demo`'),
    });
  });
});
