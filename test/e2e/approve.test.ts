import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  createDigitalOceanSimulator,
  droplet,
  SIMULATOR_TOKEN,
} from '../../plugins/digitalocean/simulator.js';
import { call, connect, room, run } from './built.js';
import { Terminal } from './terminal.js';

const REBOOT = 'reboot_digitalocean_droplet';
const DROPLET = { droplet_id: 123457, wait_seconds: 0 };
const CTRL_C = '\u0003';

/** A server on a simulated cloud with one production droplet, and a client that cannot show a form. */
async function production() {
  const cloud = await createDigitalOceanSimulator({
    actionSeconds: 0,
    accounts: [
      {
        tokens: { [SIMULATOR_TOKEN]: 'all' },
        droplets: [droplet({ id: 123457, name: 'db-main', ipv4: '203.0.113.8', tags: ['env:production'] })],
      },
    ],
  });
  const { directory, env, remove } = await room();
  const { client } = await connect(['serve'], {
    cwd: directory,
    env: { ...env, DIGITALOCEAN_TOKEN: SIMULATOR_TOKEN, DIGITALOCEAN_API_URL: cloud.url },
  });
  // A person's terminal knows neither the cloud nor, but for the command, the state directory.
  const { PATH, HOME } = env;
  const terminals: Terminal[] = [];
  return {
    options: { cwd: directory, env: { PATH, HOME } },
    reboot: () => call(client, REBOOT, DROPLET),
    sent: () => cloud.journal.mutations().length,
    open(command: string) {
      const terminal = new Terminal(command, { cwd: directory, env: { PATH, HOME } });
      terminals.push(terminal);
      return terminal;
    },
    async close() {
      await Promise.all(terminals.map((terminal) => terminal.close()));
      await client.close();
      await cloud.close();
      await remove();
    },
  };
}

let stage: Awaited<ReturnType<typeof production>>;
beforeEach(async () => {
  stage = await production();
});
afterEach(() => stage.close());

/** The command that the challenge names. */
async function challenged(): Promise<string> {
  const challenge = await stage.reboot();
  expect([challenge['status'], challenge['level']]).toEqual(['confirmation_required', 'human']);
  expect(JSON.stringify(challenge)).not.toMatch(/203\.0\.113\.8|db-main/);
  return (challenge['approve'] as { readonly command: string }).command;
}

async function answer(terminal: Terminal, name = 'db-main'): Promise<void> {
  await terminal.expectText(/Type an IP address of the server, or press Enter to decline: /);
  terminal.type('203.0.113.8');
  await terminal.expectText(/Type the exact name of the server: /);
  terminal.type(name);
  await terminal.expectText(/Type the operation you want, in your own word \(English or 中文\): /);
  terminal.type('重启');
}

const errorOf = (content: Readonly<Record<string, unknown>>) =>
  content['error'] as { readonly code: string; readonly suggestion?: string };

describe('a person at a real terminal', () => {
  it('approves what a client without forms asked, for one call [RULE:APPROVAL]', async () => {
    const command = await challenged();
    const terminal = stage.open(command);
    await terminal.expectText(/The server would be restarted: what runs on it stops and starts again\.\n/);
    await terminal.expectText(/provider "digitalocean".*id "123457"; now "running"/);
    await terminal.expectText(/Warning: ".*production.*"/);
    expect(terminal.text).not.toMatch(/203\.0\.113\.8|db-main|reboot/);
    await answer(terminal);
    await terminal.expectText(/Approved\. Ask the assistant to call again before \d\d:\d\d/);
    expect(await terminal.ended).toBe(0);
    expect(stage.sent()).toBe(0);

    expect(await stage.reboot()).toMatchObject({ provider: 'digitalocean', instance_id: '123457' });
    expect(stage.sent()).toBe(1);
    await challenged();
    expect(stage.sent()).toBe(1);
  }, 60_000);

  it.each([
    ['presses Ctrl-C', (terminal: Terminal) => terminal.press(CTRL_C)],
    ['presses Enter', (terminal: Terminal) => terminal.type('')],
  ])(
    'who %s declines',
    async (_, decline) => {
      const terminal = stage.open(await challenged());
      await terminal.expectText(/press Enter to decline: /);
      decline(terminal);
      await terminal.expectText(/Declined\. Nothing will be done/);
      expect(await terminal.ended).toBe(0);
      expect(errorOf(await stage.reboot()).code).toBe('CONFIRMATION_FAILED');
      await challenged();
      expect(stage.sent()).toBe(0);
    },
    60_000,
  );

  it('who is wrong three times locks the server for every process, and unlocks it [RULE:LOCKOUT]', async () => {
    const command = await challenged();
    const terminal = stage.open(command);
    for (const name of ['db-1', 'db-2', 'db-3']) await answer(terminal, name);
    await terminal.expectText(/the power of this server is locked until \d\d:\d\d \(in 15 minutes\)/);
    expect(await terminal.ended).toBe(1);
    const locked = errorOf(await stage.reboot());
    expect(locked.code).toBe('POWER_LOCKED');
    const again = stage.open(command);
    await again.expectText(/locked until/);
    expect(await again.ended).toBe(1);

    const [, unlock = ''] = /do not run it for them: (.*)$/.exec(locked.suggestion ?? '') ?? [];
    const key = stage.open(unlock);
    await key.expectText(/"digitalocean\/default\/123457"/);
    await key.expectText(/Type unlock to do it, or press Enter to leave it as it is: /);
    key.type('unlock');
    await key.expectText(/Unlocked\./);
    expect(await key.ended).toBe(0);

    const third = stage.open(await challenged());
    await answer(third);
    expect(await third.ended).toBe(0);
    expect(await stage.reboot()).toMatchObject({ instance_id: '123457' });
    expect(stage.sent()).toBe(1);
  }, 60_000);
});

describe('a program instead of a person', () => {
  it('is refused where it pipes the right values in, and nothing is approved', async () => {
    const command = await challenged();
    const stateDir = /--state-dir (\S+)/.exec(command)?.[1] ?? '';
    const ended = await run(['approve', '--state-dir', stateDir], {
      ...stage.options,
      input: '203.0.113.8\ndb-main\nreboot\n',
    });
    expect([ended.code, ended.stdout]).toEqual([2, '']);
    expect(ended.stderr).toContain('mcm approve needs a person at a terminal');
    await challenged();
    expect(stage.sent()).toBe(0);
  }, 60_000);

  it('can list what waits, in plain text', async () => {
    const stateDir = /--state-dir (\S+)/.exec(await challenged())?.[1] ?? '';
    const ended = await run(['approve', '--list', '--state-dir', stateDir], stage.options);
    expect([ended.code, ended.stderr]).toEqual([0, '']);
    expect(ended.stdout).toMatch(
      /^1\. [0-9a-f]{8}, asked less than a minute ago\n {3}The server would be restarted/,
    );
    expect(ended.stdout).not.toMatch(/203\.0\.113\.8|db-main|\u001b/);
  }, 60_000);
});
