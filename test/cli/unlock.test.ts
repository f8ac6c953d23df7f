import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { main } from '../../src/cli/main.js';
import { run as unlock } from '../../src/cli/unlock.js';
import type { Owner } from '../../src/state/store.js';
import { server } from '../fixtures/acme.js';
import { DeskStage, WEB } from './desk.js';

const WORD = /Type unlock to do it, or press Enter to leave it as it is: /;
const DB = server({ id: 'i-9', name: 'db-main' });
const ABOUT = { call_id: 'c-1', tool: 'reboot_acme_instance', since: '2026-03-01T11:58:00.000Z' };

let stage: DeskStage;
beforeEach(async () => {
  stage = await DeskStage.create();
});
afterEach(() => stage.remove());

/** An action of this owner on DB, as the store keeps it. */
async function underWay(owner: Partial<Owner>): Promise<void> {
  await stage.leases.acquire(DB, ABOUT);
  const [lease] = await stage.leases.list();
  if (!lease) throw new Error('There is no lease.');
  const file = join(stage.stateDir, 'shared', 'values', `${lease.entry.version}.json`);
  const stored = JSON.parse(await readFile(file, 'utf8')) as { owner: Owner };
  await writeFile(file, JSON.stringify({ ...stored, owner: { ...stored.owner, ...owner } }));
}

const lockedUntil = () => stage.lockout.lockedUntil(WEB);

describe('mcm unlock, listing', () => {
  it('says so when nothing is locked', async () => {
    await stage.lockout.wrong(WEB);
    const { terminal, ended } = stage.start(unlock);
    expect(await ended).toBe(0);
    expect(terminal.text).toBe('Nothing is locked, and no power action is under way.\n');
  });

  it('shows until when a server is locked, and which actions are under way', async () => {
    await stage.lock();
    await stage.leases.acquire(DB, ABOUT);
    const { terminal, ended } = stage.start(unlock, ['--list'], { input: false, output: false });
    expect(await ended).toBe(0);
    expect(terminal.text.replace(/\d\d:\d\d/, 'HH:MM')).toBe(
      [
        '1. "acme/default/i-1"',
        '   Locked until HH:MM (in 15 minutes): too many wrong confirmations.',
        '',
        '2. "acme/default/i-9"',
        `   A power action was begun 2 minutes ago by process ${process.pid} on this machine; its process may still run.`,
        '   Warning: the action may still be under way. Once this is unlocked, another one can be sent to the same server.',
        '\n',
      ].join('\n'),
    );
  });

  it('tells when the process of an action is gone', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    await underWay({ pid: child.pid ?? 0 });
    const { terminal, ended } = stage.start(unlock, ['--list']);
    expect(await ended).toBe(0);
    expect(terminal.text).toContain(
      `by process ${child.pid ?? 0} on this machine; its process is gone, so the next action will not wait for it.\n`,
    );
    expect(terminal.text).toContain('Warning: the action may still be under way.');
  });

  it('tells when an action was begun on another machine', async () => {
    await underWay({ machine: 'f'.repeat(64), pid: 7 });
    const { terminal, ended } = stage.start(unlock, ['--list']);
    expect(await ended).toBe(0);
    expect(terminal.text).toContain('by process 7 on another machine; its process may still run.\n');
  });

  it('cleans and quotes what others wrote', async () => {
    await stage.lock(server({ id: 'i\u001b[2J\n2. "x"\u202e', account: 'a\u0007' }));
    const { terminal, ended } = stage.start(unlock, ['--list']);
    expect(await ended).toBe(0);
    expect(terminal.text.split('\n')[0]).toBe('1. "acme/a/i 2. \\"x\\""');
    expect(terminal.text).toMatch(/^[\n\x20-\x7e]*$/);
  });
});

describe('mcm unlock, unlocking [RULE:LOCKOUT]', () => {
  it('unlocks the power of a server when the person types the word', async () => {
    await stage.lock();
    const { terminal, ended } = stage.start(unlock);
    await terminal.expectText(WORD);
    terminal.type('ulnock');
    await terminal.expectText(WORD);
    expect(await lockedUntil()).toBeDefined();
    terminal.type(' Unlock ');
    await terminal.expectText(/Unlocked\.\n/);
    expect(await ended).toBe(0);
    expect(await lockedUntil()).toBeUndefined();
    expect(await stage.recorded()).toMatchObject([
      {
        kind: 'unlock',
        what: 'lockout',
        principal: { id: 'ada', source: 'terminal', groups: [], authenticated: false },
        target: { provider: 'acme', account: 'default', id: 'i-1' },
      },
    ]);
    expect(await stage.lockout.wrong(WEB)).toEqual({ left: 2 });
  });

  it('ends the turn of an action that is marked as under way', async () => {
    const taken = await stage.leases.acquire(DB, ABOUT);
    if (!('lease' in taken)) throw new Error('It is held.');
    const { terminal, ended } = stage.start(unlock, ['acme/default/i-9']);
    await terminal.expectText(/Warning: the action may still be under way\./);
    await terminal.expectText(WORD);
    terminal.type('unlock');
    expect(await ended).toBe(0);
    expect(await taken.lease.isHeld()).toBe(false);
    expect(await stage.leases.list()).toEqual([]);
    expect(await stage.recorded()).toMatchObject([{ what: 'lease', target: { id: 'i-9' } }]);
  });

  it('unlocks the one that is picked, where a server is locked and an action under way', async () => {
    await stage.lock();
    await stage.leases.acquire(WEB, ABOUT);
    await stage.lock(DB);
    const { terminal, ended } = stage.start(unlock, ['acme/default/i-1']);
    await terminal.expectText(/Which one\? Type its number \(1 to 2\)/);
    terminal.type('1');
    await terminal.expectText(WORD);
    terminal.type('unlock');
    expect(await ended).toBe(0);
    expect(terminal.text).not.toContain('i-9');
    expect(await stage.lockout.list()).toMatchObject([{ target: { id: 'i-9' } }]);
    expect(await stage.leases.list()).toHaveLength(1);
  });

  it.each([
    ['Enter', '\r'],
    ['Ctrl-C', '\u0003'],
    ['Ctrl-D', '\u0004'],
  ])('leaves it as it is on %s', async (_, keys) => {
    await stage.lock();
    const { terminal, ended } = stage.start(unlock);
    await terminal.expectText(WORD);
    terminal.press(keys);
    await terminal.expectText(/Nothing was unlocked\.\n/);
    expect(await ended).toBe(0);
    expect(await lockedUntil()).toBeDefined();
    expect(await stage.recorded()).toEqual([]);
  });

  it('leaves everything as it is when none is picked', async () => {
    await stage.lock();
    await stage.lock(DB);
    const { terminal, ended } = stage.start(unlock);
    await terminal.expectText(/Which one\?/);
    terminal.type('');
    await terminal.expectText(/Nothing was unlocked\.\n/);
    expect(await ended).toBe(0);
    expect(await stage.lockout.list()).toHaveLength(2);
  });

  it('unlocks nothing when the audit cannot be written', async () => {
    await stage.lock();
    await symlink('/nowhere', join(stage.stateDir, 'audit'));
    const { terminal, ended } = stage.start(unlock);
    await terminal.expectText(WORD);
    terminal.type('unlock');
    await terminal.expectText(/The audit trail cannot be written, so nothing was unlocked\.\n/);
    expect(await ended).toBe(1);
    expect(await lockedUntil()).toBeDefined();
  });

  it('says so when the lock has ended in the meantime', async () => {
    await stage.lock();
    const { terminal, ended } = stage.start(unlock);
    await terminal.expectText(WORD);
    stage.clock.advance(15 * 60_000);
    terminal.type('unlock');
    await terminal.expectText(/It has ended already, or has changed since you looked\./);
    expect(await ended).toBe(1);
  });

  it('says so when the server that is named is not locked', async () => {
    await stage.lock();
    const { terminal, ended } = stage.start(unlock, ['acme/default/i-7']);
    expect(await ended).toBe(1);
    expect(terminal.text).toMatch(/^Nothing is locked or under way on such a server\./);
  });

  it.each([
    ['input', { input: false }],
    ['output', { output: false }],
  ])('refuses a pipe as its %s', async (_, pipe) => {
    await stage.lock();
    const { terminal, ended } = stage.start((args, io) => main(['unlock', ...args], io), [], pipe);
    terminal.press('unlock\n');
    expect(await ended).toBe(2);
    expect(terminal.text).toContain('mcm unlock needs a person at a terminal');
    expect(await lockedUntil()).toBeDefined();
  });
});
