import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createDigitalOceanSimulator, exampleFleet } from '../../plugins/digitalocean/simulator.js';
import type { Report } from '../../src/doctor/report.js';
import { call, connect, PROGRAM, room, run } from './built.js';

const isRoot = process.getuid?.() === 0;

/** One check of the report that `--json` prints. */
const checkOf = (stdout: string, id: string) =>
  (JSON.parse(stdout) as Report).checks.find((check) => check.id === id);

describe('mcm doctor [RULE:DOCTOR]', () => {
  it('has a warning and nothing worse on a fresh machine', async () => {
    const { directory, env, remove } = await room();
    const { code, stdout, stderr } = await run(['doctor'], { cwd: directory, env });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('warning  No cloud is configured yet.');
    expect(stdout).toContain('skipped  digitalocean: Not configured: DIGITALOCEAN_TOKEN.');
    expect(stdout).toMatch(/\n\d+ checks: \d+ ok, [12] warnings?, 6 skipped\.\n$/);
    // Piped, it is plain.
    expect(stdout).not.toContain('\u001b');
    await remove();
  });

  it('speaks 简体中文 where the environment does', async () => {
    const { directory, env, remove } = await room();
    const options = { cwd: directory, env: { ...env, LANG: 'zh_CN.UTF-8' } };
    const { code, stdout, stderr } = await run(['doctor'], options);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('  警告  尚未配置任何云。\n        下一步：');
    expect(stdout).toContain('  跳过  digitalocean：未配置：DIGITALOCEAN_TOKEN。');
    expect(stdout).toMatch(/\n共检查 \d+ 项：正常 \d+ 项，警告 [12] 项，跳过 6 项。\n$/);
    const json = await run(['doctor', '--json', '--offline'], options);
    expect(checkOf(json.stdout, 'any-account')).toMatchObject({
      status: 'warning',
      found: '尚未配置任何云。',
    });
    await remove();
  });

  it('says what is wrong with a config that keeps mcm from starting', async () => {
    const { directory, env, remove } = await room();
    await writeFile(join(directory, 'mcm.json'), '{ "readOnly": true, }');
    const options = { cwd: directory, env };
    expect((await run(['serve', '--config', 'mcm.json'], options)).code).toBe(2);
    const { code, stdout } = await run(['doctor', '--config', 'mcm.json'], options);
    expect(code).toBe(1);
    expect(stdout).toMatch(/failed {3}.*mcm\.json:1:21: not valid JSON\.\n +next: /);
    await remove();
  });

  it('proves credentials over HTTP, and its JSON holds no secret', async () => {
    const { directory, env, remove } = await room();
    const simulator = await createDigitalOceanSimulator({
      accounts: [
        { droplets: exampleFleet(), tokens: { dop_v1_right: ['droplet:read'] }, email: 'a@example.com' },
      ],
    });
    const secrets = ['dop_v1_right', 'dop_v1_wrong_one', 'vultr-key-that-nobody-may-see'];
    await writeFile(
      join(directory, 'mcm.json'),
      JSON.stringify({
        plugins: [
          {
            use: 'digitalocean',
            config: {
              accounts: [
                { name: 'shop', token: secrets[0] },
                { name: 'lab', token: secrets[1] },
              ],
              endpoint: simulator.url,
            },
          },
          { use: 'vultr', config: { apiKey: secrets[2], endpoint: 'http://127.0.0.1:1' } },
        ],
      }),
    );
    const { code, stdout, stderr } = await run(['doctor', '--json', '--config', 'mcm.json'], {
      cwd: directory,
      env,
    });
    expect(code).toBe(1);
    const { checks } = JSON.parse(stdout) as Report;
    const accounts = checks.filter(({ id }) => id === 'account');
    expect(accounts.map(({ subject, status }) => [subject, status])).toEqual([
      ['digitalocean/shop', 'warning'],
      ['digitalocean/lab', 'failed'],
      ['vultr/default', 'failed'],
    ]);
    expect(accounts[1]?.paste?.text).toContain('droplet:update');
    expect(checkOf(stdout, 'clock')?.status).toBe('ok');
    expect(secrets.filter((secret) => (stdout + stderr).includes(secret))).toEqual([]);
    await simulator.close();
    await remove();
  });

  it('prints nothing but JSON with --json, whatever a config prints', async () => {
    const { directory, env, remove } = await room();
    await writeFile(join(directory, 'mcm.config.js'), `console.log('hello'); export default {};`);
    const args = ['doctor', '--json', '--offline', '--config', 'mcm.config.js'];
    const { code, stdout, stderr } = await run(args, { cwd: directory, env });
    expect([code, stderr]).toEqual([0, 'hello\n']);
    expect(JSON.parse(stdout)).toMatchObject({ ok: true });
    await remove();
  });

  it('shows a managed config with the hash that get_system_status shows, or why it does not hold', async () => {
    const { directory, env, remove } = await room();
    const file = join(directory, 'managed.json');
    const text = JSON.stringify({ readOnly: true });
    await writeFile(file, text, { mode: 0o644 });
    const options = { cwd: directory, env: { ...env, MCM_MANAGED_CONFIG: file } };
    const { code, stdout } = await run(['doctor', '--json'], options);
    const check = checkOf(stdout, 'managed-config');
    // What this test writes is root's only where root runs it.
    if (isRoot) {
      const { client } = await connect(['serve'], options);
      const { managed } = await call(client, 'get_system_status');
      await client.close();
      const hash = `sha256-${createHash('sha256').update(text).digest('hex')}`;
      expect(managed).toEqual([{ file, hash }]);
      expect([code, check]).toMatchObject([0, { subject: file, found: expect.stringContaining(hash) }]);
    } else {
      expect([code, check?.status]).toEqual([1, 'failed']);
      expect(check?.found).toMatch(/belongs to the user \d+ and not to root/);
    }
    await remove();
  });

  it('starts what clients have registered, in the environment that they give it', async () => {
    const { directory, env, remove } = await room();
    const write = (name: string, content: string) => writeFile(join(directory, name), content);
    const mcm = { command: process.execPath, args: [PROGRAM, 'serve'] };
    await write('.claude.json', JSON.stringify({ mcpServers: { clouds: mcm } }));
    await mkdir(join(directory, '.cursor'));
    await write(
      '.cursor/mcp.json',
      JSON.stringify({ mcpServers: { clouds: { command: '/none/mcm', args: ['serve'] } } }),
    );
    await mkdir(join(directory, '.codex'));
    await write(
      '.codex/config.toml',
      `[mcp_servers.clouds]\ncommand = ${JSON.stringify(process.execPath)}\nargs = [${JSON.stringify(PROGRAM)}, "serve", "--config", "none.json"]\nenv = { NOBODY_SEES = "a-secret-of-codex" }\n`,
    );
    await mkdir(join(directory, '.config', 'Code', 'User'), { recursive: true });
    await write(
      '.config/Code/User/mcp.json',
      `{ "servers": { "clouds": { "command": "node", "args": [${JSON.stringify(PROGRAM)}, "demo", "--serve"], }, } } // simulated`,
    );
    const { code, stdout, stderr } = await run(['doctor', '--json'], { cwd: directory, env });
    const { checks } = JSON.parse(stdout) as Report;
    const clients = checks.filter(({ id }) => id === 'client');
    expect(clients.map(({ subject = '', status, found }) => [subject.split(',')[0], status, found])).toEqual([
      ['Claude Code', 'ok', 'It starts and has 33 tools.'],
      ['Cursor', 'failed', 'The command /none/mcm is not found.'],
      ['VS Code', 'ok', 'It starts and has 33 tools.'],
      ['Codex', 'failed', 'It ends with exit code 2 before it has listed its tools.'],
    ]);
    expect(clients[3]?.details?.join()).toContain('There is no config file');
    expect([code, (stdout + stderr).includes('a-secret-of-codex')]).toEqual([1, false]);
    await remove();
  });

  it('starts what a project has registered only with --project', async () => {
    const { directory, env, remove } = await room();
    const entry = { command: process.execPath, args: [PROGRAM, 'serve'] };
    await mkdir(join(directory, '.vscode'));
    await writeFile(join(directory, '.vscode', 'mcp.json'), JSON.stringify({ servers: { mcm: entry } }));
    const statusOf = async (...more: readonly string[]): Promise<unknown> => {
      const { stdout } = await run(['doctor', '--json', ...more], { cwd: directory, env });
      return (JSON.parse(stdout) as Report).checks
        .filter(({ subject }) => subject?.includes('mcp.json'))
        .map(({ status }) => status);
    };
    expect(await statusOf()).toEqual(['skipped']);
    expect(await statusOf('--project')).toEqual(['ok']);
    await remove();
  });

  it('is told wrong things with exit code 2', async () => {
    const { directory, env, remove } = await room();
    const { code, stdout } = await run(['doctor', '--fix'], { cwd: directory, env });
    expect([code, stdout]).toEqual([2, '']);
    await remove();
  });
});
