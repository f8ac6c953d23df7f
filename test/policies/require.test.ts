import { describe, expect, it } from '@jest/globals';
import { requireHuman, requireReason } from 'multi-cloud-manager/policies';
import { ending, REBOOT, ruled } from './worlds.js';

describe('requireHuman [RULE:READY-POLICIES]', () => {
  it.each<[string, Parameters<typeof requireHuman>[0], object, unknown]>([
    ['everything by default', undefined, {}, 'human'],
    ['the actions that are named', { actions: ['reboot'] }, {}, 'human'],
    ['not other actions', { actions: ['power_off', 'shutdown'] }, {}, 'completed'],
    ['forced reboots', { force: true }, { force: true, operation_confirmation: 'force reboot' }, 'human'],
    ['not what is not forced', { force: true }, {}, 'completed'],
    ['instances that are named', { targets: [{ tag: 'env=test' }] }, {}, 'human'],
    ['not other instances', { targets: [{ tag: 'env=live' }, { name: 'db-*' }] }, {}, 'completed'],
    ['what fits all that is said', { actions: ['reboot'], targets: [{ name: 'server-*' }] }, {}, 'human'],
    [
      'not what fits a part of it',
      { actions: ['shutdown'], targets: [{ name: 'server-*' }] },
      {},
      'completed',
    ],
  ])('is about %s', async (_, options, more, expected) => {
    const { host, cloud } = await ruled([requireHuman(options)]);
    expect(ending(await host.call('manage_instance_power', { ...REBOOT, ...more }))).toBe(expected);
    expect(cloud.acts).toHaveLength(expected === 'completed' ? 1 : 0);
  });

  it('lets reads be', async () => {
    const { host } = await ruled([requireHuman()]);
    expect((await host.call('list_instances')).isError).toBe(false);
  });
});

describe('requireReason [RULE:READY-POLICIES]', () => {
  it.each<[string, Parameters<typeof requireReason>[0], object, string]>([
    ['none', {}, {}, 'Say why in `reason`.'],
    ['blanks', {}, { reason: ' \n' }, 'Say why in `reason`.'],
    [
      'none, with a hint',
      { pattern: '^OPS-\\d+', hint: 'Begin with the ticket, like OPS-12.' },
      {},
      'Say why in `reason`. Begin with the ticket, like OPS-12.',
    ],
    [
      'another',
      { pattern: '^OPS-\\d+', hint: 'Begin with the ticket, like OPS-12.' },
      { reason: 'because' },
      'The `reason` is not as it has to be. Begin with the ticket, like OPS-12.',
    ],
    [
      'another, without a hint',
      { pattern: '^OPS-\\d+' },
      { reason: 'because' },
      'The `reason` is not as it has to be. It has to fit ^OPS-\\d+.',
    ],
  ])('refuses %s and says what would be right', async (_, options, more, sentence) => {
    const { host, cloud } = await ruled([requireReason(options)]);
    expect(ending(await host.call('manage_instance_power', { ...REBOOT, ...more }))).toBe(
      `POLICY_DENIED: The policy require-reason refuses this: ${sentence}`,
    );
    expect(cloud.acts).toEqual([]);
  });

  it('is content with one that fits, and with reads', async () => {
    const { host } = await ruled([requireReason({ pattern: '^OPS-\\d+' })]);
    expect(ending(await host.call('manage_instance_power', { ...REBOOT, reason: ' OPS-12: kernel' }))).toBe(
      'completed',
    );
    expect((await host.call('list_instances')).isError).toBe(false);
  });

  it('does not go on for ever with a pattern that would', async () => {
    const { host, cloud } = await ruled([requireReason({ pattern: '^(a+)+$' })]);
    const reply = await host.call('manage_instance_power', { ...REBOOT, reason: `${'a'.repeat(400)}!` });
    expect(ending(reply)).toBe(
      'POLICY_DENIED: The policy require-reason refuses this: it failed, so the call is refused.',
    );
    expect(cloud.acts).toEqual([]);
  });

  it('refuses a pattern that is none', () => {
    expect(() => requireReason({ pattern: '(' })).toThrow('expected a regular expression');
  });
});
