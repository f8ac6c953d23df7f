import { describe, expect, it } from '@jest/globals';
import {
  createDigitalOceanSimulator,
  droplet,
  SIMULATOR_TOKEN,
} from '../../plugins/digitalocean/simulator.js';
import { readTrail } from '../../src/audit/read.js';
import { isOfCall } from '../../src/audit/record.js';
import { call, connect, room } from './built.js';

const HAN = /\p{Script=Han}/u;

describe('the built program in 简体中文', () => {
  it('asks and refuses in Chinese, and keeps codes, descriptions and the audit as they are', async () => {
    const cloud = await createDigitalOceanSimulator({
      accounts: [
        {
          tokens: { [SIMULATOR_TOKEN]: 'all' },
          droplets: [droplet({ id: 123456, name: 'web-1', ipv4: '203.0.113.7', tags: ['prod'] })],
        },
      ],
    });
    const { directory, env, remove } = await room();
    const { client } = await connect(['serve'], {
      cwd: directory,
      env: {
        ...env,
        LANG: 'zh_CN.UTF-8',
        DIGITALOCEAN_TOKEN: SIMULATOR_TOKEN,
        DIGITALOCEAN_API_URL: cloud.url,
      },
    });
    const reboot = 'reboot_digitalocean_droplet';
    try {
      const { tools } = await client.listTools();
      expect(tools.filter(({ description = '' }) => HAN.test(description))).toEqual([]);

      const asked = await call(client, reboot, { droplet_id: 123456 });
      expect(asked).toMatchObject({
        status: 'confirmation_required',
        level: 'human',
        warnings: expect.arrayContaining(['它被标记为生产环境，依据是其标签。']) as unknown,
        would: '该服务器将先停止、再恢复运行：其上运行的一切都会中断，然后重新开始。',
      });
      expect(asked['next']).toMatch(/^此操作必须由人在自己的终端中批准；/);

      const wrong = await call(client, reboot, { droplet_id: 123456, name_confirmation: 'web-2' });
      expect(wrong['error']).toMatchObject({
        code: 'CONFIRMATION_FAILED',
        message: 'name_confirmation 与实际的实例不符。未执行任何操作。',
        suggestion: '请让用户核对其本意。mcm 不会说出它所期望的值。',
      });
      expect(cloud.journal.mutations()).toHaveLength(0);
    } finally {
      await client.close();
    }
    const { records } = await readTrail(env.MCM_STATE_DIR);
    expect(records.filter(isOfCall)).toHaveLength(2);
    expect(JSON.stringify(records)).not.toMatch(HAN);
    expect(JSON.stringify(records)).toContain('name_confirmation does not match the live instance.');
    await cloud.close();
    await remove();
  }, 30_000);
});
