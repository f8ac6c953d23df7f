import { describe, expect, it } from '@jest/globals';
import { runtimes } from '../runtimes/index.js';
import { call, connect, room } from './built.js';

describe('the built program on each Node.js version', () => {
  it.each([{ version: process.versions.node, path: process.execPath }, ...runtimes()])(
    'works on $version',
    async ({ path }) => {
      const { directory, env, remove } = await room();
      const { client, stderr } = await connect(['demo', '--serve'], { cwd: directory, env, node: path });
      expect((await client.listTools()).tools).toHaveLength(33);
      expect(await call(client, 'get_instance_info', { ip_address: '2001:DB8::0a01' })).toMatchObject({
        name: 'v6-only',
      });
      expect(await call(client, 'reboot_digitalocean_droplet', { droplet_id: 123456 })).toMatchObject({
        status: 'confirmation_required',
      });
      await client.close();
      expect(stderr()).toBe('');
      await remove();
    },
    30_000,
  );
});
