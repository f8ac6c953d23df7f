import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { chmod, readFile } from 'node:fs/promises';
import { loadLocale } from '../../src/locale/words.js';
import { Workspace } from '../config/workspace.js';
import '../lazy-rooms.js';
import { factsOf, found, only } from './world.js';

const HAN = /\p{Script=Han}/u;
let workspace: Workspace;
beforeEach(async () => {
  workspace = await Workspace.create();
});
afterEach(() => workspace.remove());

const users = (content: object) =>
  workspace.write('home/.config/mcm/mcm.config.json', JSON.stringify(content));

describe('mcm doctor [RULE:DOCTOR]', () => {
  it('finds nothing wrong on a fresh machine, and says what to set', async () => {
    const checks = await found(factsOf(workspace));
    expect(checks.map(({ id, status, subject }) => [id, status, subject])).toEqual([
      ['node-version', 'ok', undefined],
      ['mcm-on-path', 'ok', undefined],
      ['managed-config', 'ok', undefined],
      ['config', 'ok', undefined],
      ['policy', 'ok', undefined],
      ['plugin', 'ok', undefined],
      ['any-account', 'warning', undefined],
      ['account', 'skipped', 'aws'],
      ['account', 'skipped', 'digitalocean'],
      ['account', 'skipped', 'vultr'],
      ['account', 'skipped', 'alibaba'],
      ['clock', 'skipped', undefined],
      ['state-directory', 'ok', undefined],
      ['state-space', 'ok', undefined],
      ['lock', 'ok', undefined],
      ['approval', 'ok', undefined],
      ['audit-trail', 'ok', undefined],
      ['client', 'skipped', undefined],
    ]);
    expect(only(checks, 'account')[1]?.found).toBe('Not configured: DIGITALOCEAN_TOKEN.');
  });

  it('says of everything that is not ok what to do', async () => {
    await users({ policies: ['max-actions'], plugins: ['./none.js'] });
    const bad = (await found(factsOf(workspace))).filter(({ status }) =>
      ['warning', 'failed'].includes(status),
    );
    expect(bad.length).toBeGreaterThan(2);
    expect(bad.filter(({ next = '' }) => next === '')).toEqual([]);
  });

  it('goes on where the config is broken', async () => {
    const file = await users({ plugin: [], readOnly: 'yes' });
    const checks = await found(factsOf(workspace));
    expect(only(checks, 'config')).toEqual([
      {
        id: 'config',
        status: 'failed',
        found: `${file}: readOnly: expected true or false, not a string`,
        details: [`${file}: plugin: unknown key; did you mean plugins?`],
        next: 'Correct it; docs/config.md says what may stand there. mcm does not start before.',
      },
    ]);
    expect(checks.filter(({ status }) => status === 'skipped').map(({ id }) => id)).toEqual([
      'policy',
      'plugin',
      'account',
      'clock',
      'client',
    ]);
    expect(only(checks, 'audit-trail')[0]?.status).toBe('ok');
  });

  it('names every policy, plugin and port that is broken, and proves the accounts of the others', async () => {
    await users({
      policies: ['max-actions', 'require-human', { use: './gone.js' }],
      plugins: ['digitalocean', './none.js', { use: 'vultr', config: { apiKye: 'x' } }],
      audit: { sinks: [{ use: 'siem' }] },
      confirmation: { via: ['chat'] },
    });
    const checks = await found(factsOf(workspace));
    const told = (id: Parameters<typeof only>[1]) =>
      only(checks, id).map(({ status, subject = '', found: said }) => `${status} ${subject} ${said}`);
    expect(told('policy')).toEqual([
      'ok  require-human loads.',
      expect.stringMatching(/^failed .*policies\[0\]\.options\.count: missing/),
      expect.stringMatching(/^failed .*policies\[2\]: \.\/gone\.js could not be loaded/),
    ]);
    expect(told('plugin')).toEqual([
      expect.stringMatching(/^ok {2}digitalocean loads; \d+ tools are offered\.$/),
      expect.stringMatching(/^failed \.\/none\.js It did not load: /),
      expect.stringMatching(/^failed vultr It did not load: .*unknown key; did you mean apiKey\?/),
    ]);
    expect(only(checks, 'plugin')[1]?.next).toContain('the others work');
    expect(only(checks, 'plugin')[2]?.next).toContain('mcm does not start');
    expect(told('port')).toEqual([
      expect.stringContaining('audit.sinks: there is no audit sink "siem"'),
      expect.stringContaining('confirmation.via: there is no confirmer "chat"'),
    ]);
    expect(only(checks, 'account').map(({ subject }) => subject)).toEqual(['digitalocean']);
  });

  it('says in 简体中文 what it says in English, about the same things', async () => {
    await loadLocale('zh-CN');
    await users({ policies: ['max-actions'], plugins: ['./none.js'], readOnly: true });
    const english = await found(factsOf(workspace));
    const chinese = await found(factsOf(workspace, {}, { locale: 'zh-CN' }));
    expect(chinese.map(({ id, status }) => [id, status])).toEqual(
      english.map(({ id, status }) => [id, status]),
    );
    const mute = chinese.flatMap(({ found: said, id, next = '请' }) =>
      HAN.test(said) && HAN.test(next) ? [] : [id],
    );
    // A version and a path; and why a policy does not load is said by the one who loads it.
    expect(mute.filter((id) => id !== 'node-version' && id !== 'policy')).toEqual([]);
    expect(only(chinese, 'config')[0]?.found).toMatch(/，来自您的用户配置目录；只读$/);
    expect(only(chinese, 'plugin')[1]?.found).toMatch(/^未能加载：/);
  });

  it('tells of a config that nobody has trusted', async () => {
    await workspace.write('open/project/mcm.config.json', '{}');
    const [notice] = only(await found(factsOf(workspace)), 'config-notice');
    expect(notice).toMatchObject({ status: 'warning', next: expect.stringContaining('`mcm trust`') });
  });
});

describe('a managed config [RULE:DOCTOR]', () => {
  it('is shown with its file, its hash and its floor', async () => {
    const floor = { readOnly: true, confirmation: { ordinary: 'human' }, ratePerMinute: 5 };
    const file = await workspace.write('etc/mcm/managed.json', JSON.stringify(floor));
    await chmod(file, 0o644);
    const [check] = only(await found(factsOf(workspace)), 'managed-config');
    const hash = createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
    expect(check).toEqual({
      id: 'managed-config',
      status: 'ok',
      subject: file,
      found: `sha256-${hash}; the floor: read-only; confirmation at least ordinary: human; large from 8 vCPUs or 32 GiB on; at most 5 calls a minute of a tool`,
    });
  });

  it('that others could have written fails, and nothing is loaded', async () => {
    const file = await workspace.write('etc/mcm/managed.json', '{}');
    await chmod(file, 0o666);
    await users({ plugins: ['digitalocean'] });
    const checks = await found(factsOf(workspace));
    expect(only(checks, 'managed-config')[0]).toMatchObject({
      status: 'failed',
      found: expect.stringContaining('can be written by others'),
    });
    expect([...only(checks, 'config'), ...only(checks, 'plugin')].map(({ status }) => status)).toEqual([
      'skipped',
      'skipped',
    ]);
  });
});
