import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createDigitalOceanSimulator, exampleFleet } from '../../plugins/digitalocean/simulator.js';
import type { Report } from '../../src/doctor/report.js';
import { call, connect, room, run } from './built.js';

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
    expect(stdout).toMatch(/\n\d+ checks: \d+ ok, [12] warnings?, 5 skipped\.\n$/);
    // Piped, it is plain.
    expect(stdout).not.toContain('\u001b');
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

  it('is told wrong things with exit code 2', async () => {
    const { directory, env, remove } = await room();
    const { code, stdout } = await run(['doctor', '--fix'], { cwd: directory, env });
    expect([code, stdout]).toEqual([2, '']);
    await remove();
  });
});
