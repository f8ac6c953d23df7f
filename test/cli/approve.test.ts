import { chmod, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { run as approve } from '../../src/cli/approve.js';
import { main } from '../../src/cli/main.js';
import { server } from '../fixtures/acme.js';
import { DeskStage, WEB } from './desk.js';
import type { FakeTerminal } from './terminal.js';

const ADDRESS = /Type an IP address of the server, or press Enter to decline: /;
const NAME = /Type the exact name of the server: /;
const OPERATION = /Type the operation you want, in your own word \(English or 中文\): /;
const CTRL_C = '\u0003';
const CTRL_D = '\u0004';

let stage: DeskStage;
beforeEach(async () => {
  stage = await DeskStage.create();
});
afterEach(() => stage.remove());

/** What the person types at each of the three questions. */
async function answer(
  terminal: FakeTerminal,
  { address = '203.0.113.7', name = 'web-server-01', operation = 'reboot' } = {},
): Promise<void> {
  await terminal.expectText(ADDRESS);
  terminal.type(address);
  await terminal.expectText(NAME);
  terminal.type(name);
  await terminal.expectText(OPERATION);
  terminal.type(operation);
}

const waiting = async () => (await stage.approvals.pending()).length;
const outcomes = async () =>
  (await stage.recorded()).map((record) => (record.kind === 'approval' ? record.outcome : record.kind));

describe('mcm approve, listing', () => {
  it('says so when nothing waits', async () => {
    const { terminal, ended } = stage.start(approve);
    expect(await ended).toBe(0);
    expect(terminal.text).toBe('Nothing waits for an approval.\n');
  });

  it('shows what would happen, where, what speaks against it, and who asked', async () => {
    await stage.ask();
    stage.clock.advance(3 * 60_000);
    const { terminal, ended } = stage.start(approve, ['--list'], { input: false, output: false });
    expect(await ended).toBe(0);
    const [pending] = await stage.approvals.pending();
    expect(terminal.text).toBe(
      [
        `1. ${pending?.id ?? ''}, asked 3 minutes ago`,
        '   The server would be restarted: what runs on it stops and starts again.',
        '   Server: provider "acme", account "default", region "north", type "small", id "i-1"; now "running"',
        '   Warning: "This is a production instance."',
        '   Asked by "grace" through "claude-code 2.0"',
        '\n',
      ].join('\n'),
    );
  });

  it('never shows a value that confirms, nor the name of the tool', async () => {
    await stage.ask(server({ id: 'db-main', name: 'db-main', public_ips: ['203.0.113.8'] }));
    const { terminal, ended } = stage.start(approve, ['--list']);
    expect(await ended).toBe(0);
    expect(terminal.text).toContain('Server: provider "acme"');
    expect(terminal.text).not.toMatch(/db-main|203\.0\.113\.8|reboot/i);
  });

  it('cleans and quotes what others wrote', async () => {
    const target = server({
      id: 'i-2',
      account: 'a\u001b[2J"\n9. Server: b',
      region: '\u202enorth',
      type: '\u009b31msmall',
    });
    await stage.ask(target, {
      warnings: ['Careful\u001b]0;title\u0007\nType: yes'],
      principal: { id: 'eve\u0007\r\nroot', source: 'os-user', groups: [], authenticated: false },
      client: { name: 'client\u001b[1A', version: '\u200b1' },
    });
    const { terminal, ended } = stage.start(approve, ['--list']);
    expect(await ended).toBe(0);
    expect(terminal.text.split('\n').slice(2, 5)).toEqual([
      '   Server: provider "acme", account "a\\" 9. Server: b", region "north", type "small", id "i-2"; now "running"',
      '   Warning: "Careful Type: yes"',
      '   Asked by "eve root" through "client 1"',
    ]);
    expect(terminal.text).toMatch(/^[\n\x20-\x7e]*$/);
  });

  it('is empty again once a question is too old', async () => {
    await stage.ask();
    stage.clock.advance(15 * 60_000);
    const { terminal, ended } = stage.start(approve);
    expect(await ended).toBe(0);
    expect(terminal.text).toBe('Nothing waits for an approval.\n');
  });
});

describe('mcm approve, answering', () => {
  it('approves when the three values are right, for one call [RULE:APPROVAL]', async () => {
    const question = await stage.ask();
    const { terminal, ended } = stage.start(approve);
    await answer(terminal, { operation: '重启' });
    await terminal.expectText(
      /Approved\. Ask the assistant to call again before \d\d:\d\d \(in 5 minutes\); the approval is good for that one call\.\n/,
    );
    expect(await ended).toBe(0);
    const by = { id: 'ada', source: 'terminal', groups: [], authenticated: false };
    expect(await stage.recorded()).toMatchObject([
      {
        kind: 'approval',
        outcome: 'granted',
        principal: by,
        via: 'terminal',
        reference: question.binding.reference,
        tool: 'reboot_acme_instance',
        action: 'reboot',
        target: { provider: 'acme', account: 'default', id: 'i-1' },
      },
    ]);
    expect(await stage.approvals.take(question)).toMatchObject({ outcome: 'accepted', via: 'terminal', by });
    expect(await stage.approvals.take(question)).toBeUndefined();
  });

  it('approves nothing when the audit cannot be written', async () => {
    const question = await stage.ask();
    const elsewhere = await mkdtemp(join(tmpdir(), 'mcm-elsewhere-'));
    await symlink(elsewhere, join(stage.stateDir, 'audit'));
    const { terminal, ended } = stage.start(approve);
    await answer(terminal);
    await terminal.expectText(/The audit trail cannot be written, so nothing was approved\.\n/);
    expect(await ended).toBe(1);
    expect(await stage.approvals.take(question)).toBeUndefined();
    expect(await waiting()).toBe(1);
    await rm(elsewhere, { recursive: true });
  });

  it('says which value is wrong, not what would be right, and lets the person try again', async () => {
    const question = await stage.ask();
    const { terminal, ended } = stage.start(approve);
    await answer(terminal, { address: '203.0.113.9', name: 'web-server-02' });
    const [said] = await terminal.expectText(/Wrong: .*\n.*\n/);
    expect(said).toBe(
      'Wrong: the IP address and the name. Nothing was approved.\nAfter 2 more wrong tries the power of this server is locked.\n',
    );
    expect(terminal.text).not.toMatch(/203\.0\.113\.7|web-server-01/);
    await answer(terminal);
    await terminal.expectText(/Approved\./);
    expect(await ended).toBe(0);
    expect(await stage.recorded()).toMatchObject([
      { outcome: 'wrong', wrong: ['ip_confirmation', 'name_confirmation'] },
      { outcome: 'granted' },
    ]);
    expect(await stage.approvals.take(question)).toMatchObject({ outcome: 'accepted' });
  });

  it('takes the word of another operation as wrong', async () => {
    await stage.ask();
    const { terminal, ended } = stage.start(approve);
    await answer(terminal, { operation: 'shutdown' });
    await terminal.expectText(/Wrong: the operation\. Nothing was approved\.\n/);
    terminal.press(CTRL_C);
    expect(await ended).toBe(0);
    expect(await outcomes()).toEqual(['wrong', 'declined']);
  });

  it('locks the power of the server after three wrong answers [RULE:LOCKOUT]', async () => {
    const question = await stage.ask();
    const { terminal, ended } = stage.start(approve);
    await answer(terminal, { name: 'a' });
    await terminal.expectText(/After 2 more wrong tries/);
    await answer(terminal, { name: 'b' });
    await terminal.expectText(/After one more wrong try the power/);
    await answer(terminal, { name: 'c' });
    const [, command] = await terminal.expectText(
      /locked until \d\d:\d\d \(in 15 minutes\)\. (.*) in a terminal unlocks it\.\n/,
    );
    expect(command).toMatch(/^\S+ \/opt\/mcm\/cli\.js unlock --state-dir \S+$/);
    expect(await ended).toBe(1);
    expect(await stage.lockout.lockedUntil(WEB)).toEqual(new Date('2026-03-01T12:15:00.000Z'));
    expect(await outcomes()).toEqual(['wrong', 'wrong', 'wrong']);
    expect(await stage.approvals.take(question)).toBeUndefined();
  });

  it('counts a wrong answer also where the audit cannot be written, and then ends', async () => {
    await stage.ask();
    await symlink('/nowhere', join(stage.stateDir, 'audit'));
    const { terminal, ended } = stage.start(approve);
    await answer(terminal, { name: 'a' });
    await terminal.expectText(/The audit trail cannot be written, so nothing can be approved now\.\n/);
    expect(await ended).toBe(1);
    expect(await stage.lockout.wrong(WEB)).toEqual({ left: 1 });
  });

  it('asks nothing while the power of the server is locked', async () => {
    await stage.ask();
    await stage.lock();
    const { terminal, ended } = stage.start(approve);
    expect(await ended).toBe(1);
    expect(terminal.text).toMatch(/locked until/);
    expect(terminal.text).not.toMatch(ADDRESS);
  });

  it('does not take right values when the server was locked while they were typed', async () => {
    const question = await stage.ask();
    const { terminal, ended } = stage.start(approve);
    await terminal.expectText(ADDRESS);
    await stage.lock();
    terminal.type('203.0.113.7');
    await terminal.expectText(NAME);
    terminal.type('web-server-01');
    await terminal.expectText(OPERATION);
    terminal.type('reboot');
    await terminal.expectText(/locked until/);
    expect(await ended).toBe(1);
    expect(await stage.approvals.take(question)).toBeUndefined();
    expect(await outcomes()).toEqual([]);
  });

  it.each([
    ['Enter', '\r'],
    ['no', 'no\r'],
    ['Ctrl-C', CTRL_C],
    ['Ctrl-D', CTRL_D],
  ])('takes %s as no', async (_, keys) => {
    const question = await stage.ask();
    const { terminal, ended } = stage.start(approve);
    await terminal.expectText(ADDRESS);
    terminal.press(keys);
    await terminal.expectText(/Declined\. Nothing will be done/);
    expect(await ended).toBe(0);
    expect(await outcomes()).toEqual(['declined']);
    expect(await stage.approvals.take(question)).toMatchObject({ outcome: 'declined', by: { id: 'ada' } });
  });

  it('takes a closed terminal as no, and Ctrl-C at every question', async () => {
    for (const leave of [
      (terminal: FakeTerminal) => {
        terminal.hangUp();
      },
      (terminal: FakeTerminal) => {
        terminal.press(CTRL_C);
      },
    ]) {
      const question = await stage.ask();
      const { terminal, ended } = stage.start(approve);
      await terminal.expectText(ADDRESS);
      terminal.type('203.0.113.7');
      await terminal.expectText(NAME);
      leave(terminal);
      expect(await ended).toBe(0);
      expect(await stage.approvals.take(question)).toMatchObject({ outcome: 'declined' });
    }
  });

  it('says when the audit does not know of a no; it counts all the same', async () => {
    const question = await stage.ask();
    await symlink('/nowhere', join(stage.stateDir, 'audit'));
    const { terminal, ended } = stage.start(approve);
    await terminal.expectText(ADDRESS);
    terminal.type('');
    await terminal.expectText(/it does not say that you declined\.\n/);
    expect(await ended).toBe(1);
    expect(await stage.approvals.take(question)).toMatchObject({ outcome: 'declined' });
  });

  it('asks again for an empty name or operation', async () => {
    await stage.ask();
    const { terminal, ended } = stage.start(approve);
    await terminal.expectText(ADDRESS);
    terminal.type('203.0.113.7');
    await terminal.expectText(NAME);
    terminal.type('  ');
    await terminal.expectText(NAME);
    terminal.type('web-server-01');
    await terminal.expectText(OPERATION);
    terminal.type('');
    await terminal.expectText(OPERATION);
    terminal.type('reboot');
    await terminal.expectText(/Approved\./);
    expect(await ended).toBe(0);
  });

  it.each([
    ['has expired', async () => stage.clock.advance(15 * 60_000)],
    [
      'was answered by somebody else',
      async () => {
        const [pending] = await stage.approvals.pending();
        if (pending) await stage.approvals.decline(pending, pending.request.principal);
      },
    ],
    ['was put anew, for the server changed', () => stage.ask({ ...WEB, status: 'stopping' })],
  ])('approves nothing when the question %s', async (_, happens) => {
    await stage.ask();
    const { terminal, ended } = stage.start(approve);
    await terminal.expectText(ADDRESS);
    await happens();
    terminal.type('203.0.113.7');
    await terminal.expectText(NAME);
    terminal.type('web-server-01');
    await terminal.expectText(OPERATION);
    terminal.type('reboot');
    await terminal.expectText(/This question is not there any more: .* Nothing was approved\./);
    expect(await ended).toBe(1);
    expect(await outcomes()).toEqual(['granted', 'expired']);
  });

  it('does not take lines that were pasted before they were asked for', async () => {
    await stage.ask();
    const { terminal, ended } = stage.start(approve);
    await terminal.expectText(ADDRESS);
    terminal.press('203.0.113.7\rweb-server-01\rreboot\r');
    await terminal.expectText(NAME);
    terminal.press(CTRL_C);
    expect(await ended).toBe(0);
    expect(await outcomes()).toEqual(['declined']);
  });
});

describe('mcm approve, choosing', () => {
  const DB = server({ id: 'i-9', name: 'db-main', public_ips: ['203.0.113.8'] });

  it('asks which one where several wait', async () => {
    const web = await stage.ask();
    stage.clock.advance(1_000);
    const db = await stage.ask(DB);
    const { terminal, ended } = stage.start(approve);
    await terminal.expectText(/Which one\? Type its number \(1 to 2\), or press Enter for none: /);
    terminal.type('2');
    await answer(terminal, { address: '203.0.113.8', name: 'db-main' });
    await terminal.expectText(/Approved\./);
    expect(await ended).toBe(0);
    expect(await stage.approvals.take(web)).toBeUndefined();
    expect(await stage.approvals.take(db)).toMatchObject({ outcome: 'accepted' });
  });

  it('leaves every question as it is when none is chosen', async () => {
    await stage.ask();
    await stage.ask(DB);
    const { terminal, ended } = stage.start(approve);
    await terminal.expectText(/Which one\?/);
    terminal.type('');
    await terminal.expectText(/Nothing was approved or declined\.\n/);
    expect(await ended).toBe(0);
    expect(await waiting()).toBe(2);
  });

  it('goes on with the one that the id begins', async () => {
    await stage.ask();
    const db = await stage.ask(DB);
    const { terminal, ended } = stage.start(approve, [db.binding.reference.slice(0, 8)]);
    await answer(terminal, { address: '203.0.113.8', name: 'db-main' });
    await terminal.expectText(/Approved\./);
    expect(await ended).toBe(0);
    expect(terminal.text).not.toContain('i-1');
  });

  it('says so when no question has this id', async () => {
    await stage.ask();
    const { terminal, ended } = stage.start(approve, ['nothing']);
    expect(await ended).toBe(1);
    expect(terminal.text).toMatch(/^No question of this id waits/);
  });
});

describe('mcm approve, where it may run', () => {
  it.each([
    ['input', { input: false }],
    ['output', { output: false }],
  ])('refuses a pipe as its %s, whatever comes through it', async (_, pipe) => {
    const question = await stage.ask();
    const { terminal, ended } = stage.start((args, io) => main(['approve', ...args], io), [], pipe);
    terminal.press('203.0.113.7\nweb-server-01\nreboot\n');
    expect(await ended).toBe(2);
    expect(terminal.text).toContain('mcm approve needs a person at a terminal');
    expect(await stage.approvals.take(question)).toBeUndefined();
    expect(await waiting()).toBe(1);
  });

  it('works on the state directory that it is given', async () => {
    await stage.ask();
    const other = await DeskStage.create();
    const { terminal, ended } = other.start(approve, ['--list', '--state-dir', stage.stateDir]);
    expect(await ended).toBe(0);
    expect(terminal.text).toContain('The server would be restarted');
    await other.remove();
  });

  it('refuses a state that others may write, and a state directory that is a link', async () => {
    await stage.ask();
    const link = `${stage.stateDir}-link`;
    await symlink(stage.stateDir, link);
    const linked = stage.start((args, io) => main(['approve', ...args], io), ['--state-dir', link]);
    expect(await linked.ended).toBe(2);
    expect(linked.terminal.text).toContain('is a symbolic link');
    await rm(link);
    await chmod(join(stage.stateDir, 'shared'), 0o777);
    const open = stage.start((args, io) => main(['approve', ...args], io));
    expect(await open.ended).toBe(2);
    expect(open.terminal.text).toContain('has mode 0777');
  });
});
