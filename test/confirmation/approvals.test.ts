import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Instance, Principal } from 'multi-cloud-manager/plugin';
import { Approvals, type Pending } from '../../src/confirmation/approvals.js';
import type { Question } from '../../src/confirmation/confirmer.js';
import { bind } from '../../src/confirmation/digest.js';
import { FileStore } from '../../src/state/file-store.js';
import { server } from '../fixtures/acme.js';
import { TestClock } from '../fixtures/clock.js';

const web = server({ id: 'i-1', name: 'web-server-01', public_ips: ['203.0.113.7'], tags: { env: 'prod' } });
const ada: Principal = { id: 'ada', source: 'os-user', groups: [], authenticated: false };
const eve: Principal = { ...ada, id: 'eve' };
const RIGHT = {
  ip_confirmation: '203.0.113.7',
  name_confirmation: 'web-server-01',
  operation_confirmation: '重启',
};

let stateDir: string;
let clock: TestClock;
beforeEach(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'mcm-approvals-'));
  clock = TestClock.still();
});
afterEach(() => rm(stateDir, { recursive: true, force: true }));

/** As another process would have it: nothing is shared but the directory. */
const approvals = () => new Approvals(new FileStore({ stateDir, clock, host: 'host-1' }), clock);

function ask(more: Partial<Question> = {}, target: Instance = web): Question {
  const question = {
    level: 'human' as const,
    tool: 'manage_instance_power',
    variant: 'reboot' as const,
    target,
    warnings: ['It is marked as production, by its tags.'],
    locale: 'en' as const,
    principal: ada,
    client: { name: 'test-client', version: '1' },
    ...more,
  };
  const binding = bind({ ...question, input: { provider: 'acme', instance_id: 'i-1', action: 'reboot' } });
  return { binding, ...question };
}

async function onlyPending(): Promise<Pending> {
  const [first, ...others] = await approvals().pending();
  if (!first || others.length > 0) throw new Error('Not one question.');
  return first;
}

describe('a question to a person [RULE:APPROVAL]', () => {
  it('waits with what a person needs to know', async () => {
    await approvals().request(ask());
    const { id, request } = await onlyPending();
    expect(id).toMatch(/^[0-9a-f]{8}$/);
    expect(request).toMatchObject({
      level: 'human',
      tool: 'manage_instance_power',
      variant: 'reboot',
      instance: { provider: 'acme', account: 'default', id: 'i-1' },
      shown: {
        provider: 'acme',
        account: 'default',
        id: 'i-1',
        status: 'running',
        region: 'north',
        type: 'small',
      },
      would: 'The server would be restarted: what runs on it stops and starts again.',
      warnings: ['It is marked as production, by its tags.'],
      principal: ada,
      client: { name: 'test-client', version: '1' },
      askedAt: '2026-03-01T12:00:00.000Z',
    });
  });

  it('holds none of the values that would be right [RULE:NEVER-THE-EXPECTED-VALUES]', async () => {
    await approvals().request(ask());
    const text = await everyFile(stateDir);
    expect(text).toContain('It is marked as production');
    expect(text).not.toMatch(/203\.0\.113\.7|web-server-01|重启|重新启动/);
  });

  it('stays as it is when the same call asks again: a person may be typing', async () => {
    await approvals().request(ask());
    const pending = await onlyPending();
    await approvals().request(ask());
    expect((await approvals().grant(pending, RIGHT, ada)).outcome).toBe('granted');
  });

  it('is put anew when the instance has changed, and the old one cannot be answered any more', async () => {
    await approvals().request(ask());
    const old = await onlyPending();
    await approvals().request(ask({}, { ...web, status: 'rebooting' }));
    expect(await approvals().grant(old, RIGHT, ada)).toEqual({ outcome: 'gone' });
    expect(await approvals().decline(old, ada)).toBe(false);
    expect((await onlyPending()).request.shown['status']).toBe('rebooting');
  });

  it('is gone after a quarter of an hour', async () => {
    await approvals().request(ask());
    const pending = await onlyPending();
    clock.advance(15 * 60_000);
    expect(await approvals().pending()).toEqual([]);
    expect(await approvals().grant(pending, RIGHT, ada)).toEqual({ outcome: 'gone' });
  });
});

describe('an approval [RULE:APPROVAL] [RULE:APPROVAL-BINDING]', () => {
  async function granted(by = ada): Promise<void> {
    await approvals().request(ask());
    const grant = await approvals().grant(await onlyPending(), RIGHT, by);
    expect(grant).toEqual({ outcome: 'granted', until: new Date('2026-03-01T12:05:00.000Z') });
  }

  it('is an answer with the typed values and who typed them, once', async () => {
    await granted(eve);
    expect(await approvals().take(ask())).toEqual({
      binding: ask().binding,
      via: 'terminal',
      outcome: 'accepted',
      values: RIGHT,
      by: eve,
    });
    expect(await approvals().take(ask())).toBeUndefined();
    expect(await everyFile(stateDir)).not.toMatch(/203\.0\.113\.7|web-server-01/);
  });

  it('of many that take it at once one gets it', async () => {
    await granted();
    const taken = await Promise.all(Array.from({ length: 20 }, () => approvals().take(ask())));
    expect(taken.filter((answer) => answer !== undefined)).toHaveLength(1);
  });

  it('expires after five minutes', async () => {
    await granted();
    clock.advance(5 * 60_000);
    expect(await approvals().take(ask())).toBeUndefined();
  });

  it('from the future does not count: another clock dated it', async () => {
    await granted();
    clock.advance(-60_000);
    expect(await approvals().take(ask())).toBeUndefined();
    clock.advance(60_000);
    expect(await approvals().take(ask())).toBeUndefined();
  });

  it.each<[string, Partial<Question>, Instance]>([
    ['another principal', { principal: eve }, web],
    ['another tool', { tool: 'reboot_acme_instance' }, web],
    ['another action', { variant: 'shutdown' }, web],
    ['another instance', {}, { ...web, id: 'i-2' }],
    ['the same id in another account', {}, { ...web, account: 'other' }],
  ])('is not for %s', async (_, more, target) => {
    await granted();
    expect(await approvals().take(ask(more, target))).toBeUndefined();
    expect(await approvals().take(ask())).toMatchObject({ outcome: 'accepted' });
  });

  it.each<[string, Readonly<Record<string, string>>, readonly string[], readonly string[]]>([
    ['another address', { ...RIGHT, ip_confirmation: '203.0.113.8' }, ['ip_confirmation'], []],
    ['another name', { ...RIGHT, name_confirmation: 'Web-Server-01' }, ['name_confirmation'], []],
    ['another operation', { ...RIGHT, operation_confirmation: '关机' }, ['operation_confirmation'], []],
    ['nothing', {}, [], ['ip_confirmation', 'name_confirmation', 'operation_confirmation']],
    ['an empty name', { ...RIGHT, name_confirmation: ' ' }, [], ['name_confirmation']],
  ])('is not given for %s', async (_, typed, wrong, missing) => {
    await approvals().request(ask());
    const pending = await onlyPending();
    expect(await approvals().grant(pending, typed, ada)).toMatchObject({
      outcome: 'wrong',
      match: { wrong, missing },
    });
    expect(await approvals().take(ask())).toBeUndefined();
    expect(await approvals().pending()).toHaveLength(1);
  });

  it('takes any spelling of an address, and the word in either language', async () => {
    const six = { ...web, public_ips: ['2001:db8::7'] };
    await approvals().request(ask({}, six));
    const typed = { ...RIGHT, ip_confirmation: '2001:0DB8:0::7', operation_confirmation: 'Reboot' };
    expect((await approvals().grant(await onlyPending(), typed, ada)).outcome).toBe('granted');
  });

  it('is given once', async () => {
    await approvals().request(ask());
    const pending = await onlyPending();
    const both = await Promise.all([
      approvals().grant(pending, RIGHT, ada),
      approvals().grant(pending, RIGHT, eve),
    ]);
    expect(both.map(({ outcome }) => outcome).sort()).toEqual(['gone', 'granted']);
  });

  it('is not asked for again while it waits', async () => {
    await granted();
    await approvals().request(ask());
    expect(await approvals().pending()).toEqual([]);
    expect(await approvals().take(ask())).toMatchObject({ outcome: 'accepted' });
  });

  it('that is declined is an answer too, once', async () => {
    await approvals().request(ask());
    expect(await approvals().decline(await onlyPending(), eve)).toBe(true);
    expect(await approvals().take(ask())).toEqual({
      binding: ask().binding,
      via: 'terminal',
      outcome: 'declined',
      by: eve,
    });
    expect(await approvals().take(ask())).toBeUndefined();
  });
});

async function everyFile(directory: string): Promise<string> {
  const entries = await readdir(directory, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile());
  return (await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), 'utf8')))).join(
    '\n',
  );
}
