import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  createDigitalOceanSimulator,
  droplet,
  SIMULATOR_TOKEN,
} from '../../plugins/digitalocean/simulator.js';
import { PROGRAM, room, run } from './built.js';
import { Terminal } from './terminal.js';

const CTRL_C = '\u0003';

/** Three servers on a simulated cloud, and the ways to run mcm on them. */
async function cloudOfThree() {
  const cloud = await createDigitalOceanSimulator({
    actionSeconds: 0,
    accounts: [
      {
        tokens: { [SIMULATOR_TOKEN]: 'all' },
        droplets: [
          droplet({ id: 1, name: 'web-1', ipv4: '203.0.113.7', tags: ['team:shop'] }),
          droplet({ id: 2, name: 'db-main', ipv4: '203.0.113.8', tags: ['env:production'] }),
          droplet({ id: 3, name: 'web-2', ipv4: '203.0.113.9', tags: [], status: 'off' }),
        ],
      },
    ],
  });
  const { directory, env, remove } = await room();
  const options = {
    cwd: directory,
    env: { ...env, DIGITALOCEAN_TOKEN: SIMULATOR_TOKEN, DIGITALOCEAN_API_URL: cloud.url },
  };
  const terminals: Terminal[] = [];
  return {
    mcm: (...args: string[]) => run(args, options),
    sent: () => cloud.journal.mutations().length,
    open(command: string, more: Readonly<Record<string, string>> = {}) {
      const terminal = new Terminal(`'${process.execPath}' '${PROGRAM}' ${command}`, {
        ...options,
        env: { ...options.env, ...more },
      });
      terminals.push(terminal);
      return terminal;
    },
    async close() {
      await Promise.all(terminals.map((terminal) => terminal.close()));
      await cloud.close();
      await remove();
    },
  };
}

let stage: Awaited<ReturnType<typeof cloudOfThree>>;
beforeEach(async () => {
  stage = await cloudOfThree();
});
afterEach(() => stage.close());

describe('mcm for the hand', () => {
  it('ls prints every server in a table, plain where it is not a terminal', async () => {
    const { code, stdout } = await stage.mcm('ls');
    const [head, ...rows] = stdout.split('\n');
    expect(head).toMatch(/^PROVIDER {6}ACCOUNT {2}REGION {2}ID {2}NAME +STATUS +TYPE +ADDRESS$/);
    expect(rows.slice(0, 3).map((row) => row.split(/ {2,}/).slice(3, 6))).toEqual([
      ['2', 'db-main', 'running'],
      ['1', 'web-1', 'running'],
      ['3', 'web-2', 'stopped'],
    ]);
    expect([code, rows.slice(3), stdout.includes('\u001b')]).toEqual([0, ['', '3 servers', ''], false]);
  }, 30_000);

  it('ls narrows down, and gives JSON to a program', async () => {
    const { stdout } = await stage.mcm('ls', '--name', 'web', '--status', 'stopped', '--json');
    const { instances, incomplete } = JSON.parse(stdout) as {
      readonly instances: readonly { name: string }[];
      readonly incomplete: readonly unknown[];
    };
    expect([instances.map(({ name }) => name), incomplete]).toEqual([['web-2'], []]);
    const wrong = await stage.mcm('ls', '--status', 'up');
    expect([wrong.code, wrong.stderr.split('\n')[0]]).toEqual([
      2,
      'mcm: --status is one of pending, running, stopping, stopped, rebooting, terminated, unknown.',
    ]);
  }, 30_000);

  it('find says whose address it is', async () => {
    const { code, stdout } = await stage.mcm('find', '203.0.113.8');
    expect(code).toBe(0);
    for (const line of [/^name +db-main$/m, /^status +running/m, /^provider +digitalocean$/m, /^id +2$/m])
      expect(stdout).toMatch(line);
    expect(stdout).toMatch(/^tags +env:production$/m);
    const nobody = await stage.mcm('find', '203.0.113.77');
    expect([nobody.code, nobody.stdout, nobody.stderr.split(':')[0]]).toEqual([1, '', 'RESOURCE_NOT_FOUND']);
  }, 30_000);

  it('metrics takes an address, an id or a name', async () => {
    for (const word of ['203.0.113.7', 'digitalocean/1', 'digitalocean/default/1', 'web-1']) {
      const { code, stdout } = await stage.mcm('metrics', word, '--hours', '2');
      expect([word, code, stdout.split('\n')[0]]).toEqual([word, 0, 'web-1 (digitalocean, 1), last 2 hours']);
      expect(stdout).toMatch(/^METRIC +UNIT +MIN +AVG +MAX +LAST {2}OVER TIME$/m);
      expect(stdout).toMatch(/^cpu_used +percent( +[\d.]+){4} {2}[▁-█ ]+$/m);
    }
    const none = await stage.mcm('metrics', 'web');
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('No server is called "web".')]);
  }, 60_000);

  it('power sends nothing before it is confirmed, and takes confirmations in a script', async () => {
    const open = await stage.mcm('power', 'reboot', 'web-1');
    expect([open.code, stage.sent()]).toEqual([3, 0]);
    expect(open.stdout).toContain('confirmation is required');
    const confirmed = ['--ip', '203.0.113.7', '--name', 'web-1', '--operation', 'reboot'];
    const wrong = await stage.mcm('power', 'reboot', 'web-1', ...confirmed.with(3, 'web-2'));
    expect([wrong.code, stage.sent()]).toEqual([1, 0]);
    expect(wrong.stderr).toMatch(/^CONFIRMATION_FAILED: name_confirmation does not match/m);
    const done = await stage.mcm('power', 'reboot', 'web-1', ...confirmed, '--json');
    expect([done.code, stage.sent()]).toEqual([0, 1]);
    expect(JSON.parse(done.stdout)).toMatchObject({
      status: 'completed',
      instance_id: '1',
      action: 'reboot',
    });
  }, 60_000);

  it('power of a production server cannot be confirmed by a script', async () => {
    const { code } = await stage.mcm(
      ...['power', 'reboot', 'db-main', '--ip', '203.0.113.8', '--name', 'db-main', '--operation', 'reboot'],
    );
    expect([code, stage.sent()]).toEqual([3, 0]);
  }, 30_000);

  it.each([
    ['an ordinary server', 'web-1', '203.0.113.7', /The server would be restarted/],
    ['a production server', 'db-main', '203.0.113.8', /production/],
  ])(
    'power asks the person at a terminal what confirms it, for %s',
    async (_, name, address, told) => {
      const terminal = stage.open(`power reboot ${name}`);
      await terminal.expectText(told);
      await terminal.expectText(/Type an IP address of the server, or press Enter to decline: /);
      expect(stage.sent()).toBe(0);
      terminal.type(address);
      await terminal.expectText(/Type the exact name of the server: /);
      terminal.type(name);
      await terminal.expectText(/Type the operation you want, in your own word/);
      terminal.type('reboot');
      await terminal.expectText(/reboot is done\./);
      expect([await terminal.ended, stage.sent()]).toEqual([0, 1]);
    },
    60_000,
  );

  it.each([
    ['presses Enter', (terminal: Terminal) => terminal.type('')],
    ['presses Ctrl-C', (terminal: Terminal) => terminal.press(CTRL_C)],
  ])(
    'power does nothing where the person %s',
    async (_, decline) => {
      const terminal = stage.open('power reboot db-main');
      await terminal.expectText(/press Enter to decline: /);
      decline(terminal);
      expect([await terminal.ended, stage.sent()]).toEqual([1, 0]);
    },
    60_000,
  );

  it('paints on a terminal, and not where NO_COLOR is set', async () => {
    const painted = stage.open('ls');
    await painted.ended;
    const plain = stage.open('ls', { NO_COLOR: '1' });
    await plain.ended;
    expect(painted.text).toContain('\u001b[32mrunning\u001b[0m');
    expect(plain.text).toMatch(/ {2}running {2}/);
    expect(plain.text).not.toMatch(/\u001b\[\d+m/);
  }, 60_000);
});
