import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
  createDigitalOceanSimulator,
  droplet,
  SIMULATOR_TOKEN,
} from '../../plugins/digitalocean/simulator.js';
import { call, connect, room, run } from './built.js';

const CONFIG = `
plugins: [digitalocean]
policies:
  - require-reason
  - use: deny-targets
    options: { targets: [{ name: payroll-* }] }
  - use: max-actions
    options: { count: 1, per: 1h }
`;

describe('ready-made policies in the built program', () => {
  it('hide, count and ask for a reason, by name from YAML, also over a restart [RULE:READY-POLICIES]', async () => {
    const cloud = await createDigitalOceanSimulator({
      actionSeconds: 0,
      accounts: [
        {
          tokens: { [SIMULATOR_TOKEN]: 'all' },
          droplets: [
            droplet({ id: 1001, name: 'web-1', ipv4: '203.0.113.7', tags: ['web'] }),
            droplet({ id: 1002, name: 'payroll-1', ipv4: '203.0.113.8', tags: ['hr'] }),
          ],
        },
      ],
    });
    const { directory, env, remove } = await room();
    await writeFile(join(directory, 'mcm.config.yaml'), CONFIG);
    const start = () =>
      connect(['serve', '--config', 'mcm.config.yaml'], {
        cwd: directory,
        env: { ...env, DIGITALOCEAN_TOKEN: SIMULATOR_TOKEN, DIGITALOCEAN_API_URL: cloud.url },
      });
    const power = {
      ...{ droplet_id: 1001, ip_confirmation: '203.0.113.7', name_confirmation: 'web-1' },
      operation_confirmation: 'reboot',
    };
    const reboot = 'reboot_digitalocean_droplet';
    const first = await start();
    for (const tool of ['list_instances', 'list_digitalocean_droplets'])
      expect(await call(first.client, tool, {})).toMatchObject({
        instances: [{ name: 'web-1' }],
        total: 1,
        withheld: { 'deny-targets': 1 },
      });
    for (const [tool, input] of [
      ['get_digitalocean_droplet_actions', { droplet_id: 1002 }],
      ['get_digitalocean_droplet_monitoring', { droplet_id: 1002 }],
      [reboot, { droplet_id: 1002, reason: 'try' }],
    ] as const)
      expect((await call(first.client, tool, input))['error']).toMatchObject({
        code: 'POLICY_DENIED',
        details: { policy: 'deny-targets' },
      });
    expect((await call(first.client, reboot, power))['error']).toMatchObject({
      message: 'The policy require-reason refuses this: Say why in `reason`.',
    });
    const done = await call(first.client, reboot, { ...power, reason: 'kernel' });
    expect(done['status']).toBe('completed');
    await first.client.close();
    const second = await start();
    expect((await call(second.client, reboot, { ...power, reason: 'again' }))['error']).toMatchObject({
      code: 'POLICY_DENIED',
      details: { policy: 'max-actions' },
    });
    await second.client.close();
    expect(cloud.journal.mutations()).toHaveLength(1);
    await cloud.close();
    await remove();
  }, 60_000);

  it('mcm policy test judges cases with them, and says with its exit code how it went [RULE:POLICY-TEST]', async () => {
    const { directory, env, remove } = await room();
    const options = { cwd: directory, env };
    await writeFile(join(directory, 'mcm.config.yaml'), CONFIG);
    await writeFile(join(directory, 'cases.yaml'), '- { name: no reason, action: reboot, expect: deny }\n');
    const args = ['policy', 'test', 'cases.yaml', '--config', 'mcm.config.yaml'];
    expect(await run(args, options)).toEqual({
      code: 0,
      stdout:
        'ok    no reason: deny (require-reason deny, deny-targets not asked, max-actions not asked)\n1 passed, 0 failed\n',
      stderr: '',
    });
    await writeFile(join(directory, 'cases.yaml'), '- { name: no reason, action: reboot, expect: allow }\n');
    expect((await run(args, options)).code).toBe(1);
    await writeFile(
      join(directory, 'mcm.config.yaml'),
      'policies: [{ use: max-actions, options: { count: x } }]\n',
    );
    const wrong = await run(['serve', '--config', 'mcm.config.yaml'], options);
    expect([wrong.code, wrong.stdout]).toEqual([2, '']);
    expect(wrong.stderr).toContain('policies[0].options.count: expected a number, not a string');
    await remove();
  }, 60_000);
});
