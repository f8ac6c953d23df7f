/** The policy in a whole host, on a server that it is about and on others. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTestHost, type ToolReply } from 'multi-cloud-manager/testing';
import templateRule from '../src/index.js';
import { cloudWith } from './cloud.js';

/** What becomes of a confirmed reboot of a server with these tags, and whether the cloud was told. */
async function reboot(
  tags: Readonly<Record<string, string>>,
): Promise<{ reply: ToolReply; acts: readonly string[] }> {
  const { plugin, acts } = cloudWith(tags);
  const host = await createTestHost({ plugins: [plugin], policies: [templateRule({ tag: 'hands-off' })] });
  try {
    const reply = await host.call('manage_instance_power', {
      ...{ provider: 'memory', instance_id: 's-1', action: 'reboot' },
      ...{ ip_confirmation: '192.0.2.10', name_confirmation: 'web-1', operation_confirmation: 'reboot' },
    });
    return { reply, acts };
  } finally {
    await host.close();
  }
}

describe('template-rule', () => {
  it('denies what has the tag', async () => {
    const { reply, acts } = await reboot({ 'hands-off': '' });
    assert.equal(reply.code, 'POLICY_DENIED');
    assert.deepEqual(acts, []);
  });

  it('wants a person where nobody is named as the owner', async () => {
    const { reply, acts } = await reboot({ env: 'test' });
    assert.deepEqual([reply.content['status'], reply.content['level']], ['confirmation_required', 'human']);
    assert.deepEqual(acts, []);
  });

  it('leaves the rest to mcm', async () => {
    const { reply, acts } = await reboot({ owner: 'ada' });
    assert.equal(reply.content['status'], 'completed');
    assert.deepEqual(acts, ['reboot']);
  });

  it('refuses options that it does not know', () => {
    assert.throws(() => templateRule({ tags: ['hands-off'] }));
  });
});
