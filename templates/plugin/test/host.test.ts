/** The plugin in a whole host, as an assistant meets it. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { createTestHost, type Simulator, type TestHost } from 'multi-cloud-manager/testing';
import { simulateTemplateCloud, TOKENS } from '../simulator/cloud.js';
import plugin from '../src/index.js';

const CONFIRMED = {
  ip_confirmation: '192.0.2.10',
  name_confirmation: 'web-1',
  operation_confirmation: 'reboot',
};

describe('Template Cloud in mcm', () => {
  let cloud: Simulator;
  let host: TestHost;

  beforeEach(async () => {
    cloud = await simulateTemplateCloud();
    host = await createTestHost({
      plugins: [{ use: plugin, config: { endpoint: cloud.url } }],
      env: { TEMPLATE_CLOUD_TOKEN: TOKENS.full },
    });
  });
  afterEach(async () => {
    await host.close();
    await cloud.close();
  });

  it('loads without a complaint', () => {
    assert.deepEqual(host.log, []);
  });

  it('is found by the general tools', async () => {
    const { content } = await host.call('get_instance_info', { ip_address: '2001:DB8:0::25' });
    assert.equal(content['name'], 'mail');
  });

  it('lists every page', async () => {
    const { content } = await host.call('list_template_cloud_servers');
    assert.equal(content['total'], 3);
  });

  it('reboots a server once, and only when what is confirmed is right', async () => {
    const challenge = await host.call('reboot_template_cloud_server', { server_id: 'srv-1' });
    assert.equal(challenge.content['status'], 'confirmation_required');
    assert.deepEqual(cloud.journal.mutations(), []);

    const reply = await host.call('reboot_template_cloud_server', { server_id: 'srv-1', ...CONFIRMED });
    assert.equal(reply.content['status'], 'completed');
    assert.deepEqual(
      cloud.journal.mutations().map(({ path, body }) => ({ path, body })),
      [{ path: '/v1/servers/srv-1/actions', body: { type: 'restart' } }],
    );
  });
});
