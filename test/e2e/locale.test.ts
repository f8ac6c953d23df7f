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
      expect((asked['warnings'] as readonly string[]).filter((warning) => !HAN.test(warning))).toEqual([]);
      expect(asked['next']).toMatch(/^此操作必须由人在自己的终端中批准；/);

      const wrong = await call(client, reboot, { droplet_id: 123456, name_confirmation: 'web-2' });
      expect(wrong['error']).toMatchObject({
        code: 'CONFIRMATION_FAILED',
        message: 'name_confirmation 与实际的实例不符。未执行任何操作。',
        suggestion: '请让用户核对其本意。mcm 不会说出它所期望的值。',
      });

      const nobody = await call(client, 'get_instance_info', { ip_address: '203.0.113.99' });
      expect(nobody['error']).toMatchObject({
        code: 'RESOURCE_NOT_FOUND',
        message: '没有地址为 203.0.113.99 的实例。已查询并得到答复的有：digitalocean/default。',
      });
      expect(cloud.journal.mutations()).toHaveLength(0);
    } finally {
      await client.close();
    }
    const { records } = await readTrail(env.MCM_STATE_DIR);
    expect(records.filter(isOfCall)).toHaveLength(3);
    expect(JSON.stringify(records)).not.toMatch(HAN);
    expect(JSON.stringify(records)).toContain('name_confirmation does not match the live instance.');
    await cloud.close();
    await remove();
  }, 30_000);

  it('says in Chinese that a cloud refused the credentials', async () => {
    const cloud = await createDigitalOceanSimulator({
      accounts: [{ tokens: { [SIMULATOR_TOKEN]: 'all' }, droplets: [] }],
    });
    const { directory, env, remove } = await room();
    const { client } = await connect(['serve'], {
      cwd: directory,
      env: {
        ...env,
        MCM_LOCALE: 'zh-CN',
        DIGITALOCEAN_TOKEN: `${SIMULATOR_TOKEN}-not`,
        DIGITALOCEAN_API_URL: cloud.url,
      },
    });
    try {
      const refused = await call(client, 'list_instances');
      expect(refused['error']).toMatchObject({
        code: 'INVALID_CREDENTIALS',
        message: 'DigitalOcean 拒绝了令牌（HTTP 401）。',
        suggestion: expect.stringMatching(/^请在 .* 新建一个令牌，/) as unknown,
      });
    } finally {
      await client.close();
    }
    const { records } = await readTrail(env.MCM_STATE_DIR);
    expect(JSON.stringify(records)).not.toMatch(HAN);
    expect(JSON.stringify(records)).toContain('DigitalOcean refused the token (HTTP 401).');
    await cloud.close();
    await remove();
  }, 30_000);
});
