import { describe, expect, it } from '@jest/globals';
import {
  createDigitalOceanSimulator,
  droplet,
  SIMULATOR_TOKEN,
} from '../../plugins/digitalocean/simulator.js';
import { readTrail } from '../../src/audit/read.js';
import { isOfCall } from '../../src/audit/record.js';
import { call, connect, room } from './built.js';

describe('the built program over stdio', () => {
  it('finds a droplet by IP, refuses, confirms, reboots it once, and leaves the trail [RULE:MAIN-JOB]', async () => {
    const cloud = await createDigitalOceanSimulator({
      actionSeconds: 0,
      accounts: [
        {
          tokens: { [SIMULATOR_TOKEN]: 'all' },
          droplets: [droplet({ id: 123456, name: 'web-server-01', ipv4: '203.0.113.7', tags: ['web'] })],
        },
      ],
    });
    const { directory, env, remove } = await room();
    const { client, stderr } = await connect(['serve'], {
      cwd: directory,
      env: { ...env, DIGITALOCEAN_TOKEN: SIMULATOR_TOKEN, DIGITALOCEAN_API_URL: cloud.url },
    });
    const reboot = 'reboot_digitalocean_droplet';
    try {
      const found = await call(client, 'get_instance_info', { ip_address: '203.0.113.7' });
      expect([found['provider'], found['id'], found['name']]).toEqual([
        'digitalocean',
        '123456',
        'web-server-01',
      ]);

      const challenge = await call(client, reboot, { droplet_id: 123456 });
      expect(challenge['status']).toBe('confirmation_required');
      expect(challenge['missing']).toEqual([
        'ip_confirmation',
        'name_confirmation',
        'operation_confirmation',
      ]);

      const right = {
        ip_confirmation: '203.0.113.7',
        name_confirmation: 'web-server-01',
        operation_confirmation: '重启',
      };
      const wrong = await call(client, reboot, {
        droplet_id: 123456,
        ...right,
        name_confirmation: 'web-server-02',
      });
      expect(wrong['error']).toMatchObject({
        code: 'CONFIRMATION_FAILED',
        details: { failed: ['name_confirmation'] },
      });
      expect(cloud.journal.mutations()).toHaveLength(0);

      const done = await call(client, reboot, { droplet_id: 123456, ...right });
      expect([done['status'], done['state_before'], done['state_after']]).toEqual([
        'completed',
        'running',
        'running',
      ]);
      expect(cloud.journal.mutations().map(({ method, path, body }) => ({ method, path, body }))).toEqual([
        { method: 'POST', path: '/v2/droplets/123456/actions', body: { type: 'reboot' } },
      ]);
    } finally {
      await client.close();
    }

    const { records } = await readTrail(env.MCM_STATE_DIR);
    expect(
      records.filter(isOfCall).map((record) => (record.kind === 'intent' ? 'intent' : record.outcome)),
    ).toEqual(['result', 'challenge', 'refused', 'intent', 'result']);
    expect(JSON.stringify(records) + stderr()).not.toContain(SIMULATOR_TOKEN);
    await cloud.close();
    await remove();
  }, 30_000);
});
