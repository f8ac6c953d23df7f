import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { Redactor } from '../../src/audit/redactor.js';
import { CHECKS, failed, ok, skipped, warning, type Check } from '../../src/doctor/check.js';
import { presentable } from '../../src/doctor/presentable.js';
import { reportOf, summaryOf } from '../../src/doctor/report.js';
import { CheckText, summaryText } from '../../src/doctor/text.js';
import { loadLocale } from '../../src/locale/words.js';

const CHECKED: readonly Check[] = [
  ok('node-version', 'Node.js 24'),
  ok('config', 'none'),
  failed('account', {
    subject: 'acme/default',
    found: 'refused',
    details: ['missing: read'],
    next: 'renew it',
    paste: { what: 'A policy', text: '{\n}' },
  }),
  warning('clock', { found: 'slow', next: 'set it' }),
  skipped('client', 'none'),
];

describe('the report [RULE:DOCTOR]', () => {
  it('is text under headings, with what to do and what to paste', () => {
    const text = new CheckText(false, 'en');
    expect(CHECKED.map((check) => text.of(check)).join('') + summaryText(summaryOf(CHECKED), 'en')).toBe(
      [
        'Node.js and mcm',
        '  ok       Node.js 24',
        '',
        'Config',
        '  ok       none',
        '',
        'Accounts',
        '  failed   acme/default: refused',
        '           missing: read',
        '           next: renew it',
        '           A policy:',
        '             {',
        '             }',
        '',
        'Clock',
        '  warning  slow',
        '           next: set it',
        '',
        'MCP clients',
        '  skipped  none',
        '',
        '5 checks: 2 ok, 1 warning, 1 failed, 1 skipped.',
        '',
      ].join('\n'),
    );
  });

  it('is in 简体中文 under headings, with its columns in line', async () => {
    await loadLocale('zh-CN');
    const text = new CheckText(false, 'zh-CN');
    expect(CHECKED.map((check) => text.of(check)).join('') + summaryText(summaryOf(CHECKED), 'zh-CN')).toBe(
      [
        'Node.js 与 mcm',
        '  正常  Node.js 24',
        '',
        '配置',
        '  正常  none',
        '',
        '账号',
        '  失败  acme/default：refused',
        '        missing: read',
        '        下一步：renew it',
        '        A policy：',
        '          {',
        '          }',
        '',
        '时钟',
        '  警告  slow',
        '        下一步：set it',
        '',
        'MCP 客户端',
        '  跳过  none',
        '',
        '共检查 5 项：正常 2 项，警告 1 项，失败 1 项，跳过 1 项。',
        '',
      ].join('\n'),
    );
  });

  it('has colours where they are wanted', () => {
    expect(new CheckText(true, 'en').of(ok('config', 'none'))).toBe(
      '\u001b[1mConfig\u001b[0m\n  \u001b[32mok       \u001b[0mnone\n',
    );
  });

  it('is JSON of a fixed form', () => {
    const { version, ...report } = reportOf(CHECKED.slice(0, 1));
    expect(version).toMatch(/^\d/);
    expect(report).toEqual({
      ok: true,
      summary: { checks: 1, ok: 1, warning: 0, failed: 0, skipped: 0 },
      checks: [{ group: 'node', id: 'node-version', status: 'ok', found: 'Node.js 24' }],
    });
    expect(reportOf(CHECKED).ok).toBe(false);
  });

  it('shows no secret, and nothing that a terminal obeys', () => {
    const redactor = new Redactor();
    redactor.add('s3cret-token');
    const shown = presentable(
      failed('account', {
        found: 'it said\n\u001b[2Js3cret-token',
        next: 'a\u202eb',
        details: ['with s3cret-token'],
        paste: { what: 'A policy', text: '{\n  \u001b[31mx\n}' },
      }),
      redactor,
    );
    expect(shown).toEqual({
      id: 'account',
      status: 'failed',
      found: 'it said [redacted]',
      next: 'ab',
      details: ['with [redacted]'],
      paste: { what: 'A policy', text: '{\n  x\n}' },
    });
  });

  it('has each of its checks in docs/troubleshooting.md', async () => {
    const text = await readFile(new URL('../../docs/troubleshooting.md', import.meta.url), 'utf8');
    const table = text.split('## What each check looks at')[1]?.split('## ')[0] ?? '';
    const explained = [...table.matchAll(/^\| `([a-z-]+)`/gm)].map(([, id]) => id);
    expect(explained).toEqual(Object.keys(CHECKS));
  });
});
