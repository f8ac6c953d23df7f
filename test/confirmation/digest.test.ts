import { describe, expect, it } from '@jest/globals';
import { changes, digestOf, referenceOf } from '../../src/confirmation/digest.js';
import { server } from '../fixtures/acme.js';

const before = server({
  id: 'i-1',
  public_ips: ['203.0.113.7', '203.0.113.8'],
  tags: { env: 'test', role: 'web' },
  details: { load: 1 },
});

describe('what an instance is, for a decision', () => {
  it.each([
    ['the order of addresses', { public_ips: ['203.0.113.8', '203.0.113.7'] }],
    ['the order of tags', { tags: { role: 'web', env: 'test' } }],
    ['details', { details: { load: 2 } }],
    ['the word of the cloud', { provider_status: 'RUN' }],
  ])('does not depend on %s', (_, change) => {
    const after = { ...before, ...change };
    expect(digestOf(after)).toBe(digestOf(before));
    expect(changes(before, after)).toEqual([]);
  });

  it.each([
    ['name', { name: 'other' }],
    ['status', { status: 'stopped' as const }],
    ['addresses', { public_ips: ['203.0.113.9'] }],
    ['addresses', { private_ips: ['10.0.0.1'] }],
    ['tags', { tags: { env: 'prod', role: 'web' } }],
    ['account', { account: 'other' }],
    ['id', { id: 'i-2' }],
  ])('depends on its %s, and the change is named without the values', (what, change) => {
    const after = { ...before, ...change };
    expect(digestOf(after)).not.toBe(digestOf(before));
    expect(changes(before, after)).toEqual([what]);
  });
});

describe('the reference of a question [RULE:APPROVAL-BINDING]', () => {
  it('binds tool, variant and the instance as it was', () => {
    const reference = referenceOf('manage_instance_power', 'reboot', before);
    expect(referenceOf('manage_instance_power', 'reboot', structuredClone(before))).toBe(reference);
    expect(referenceOf('reboot_acme_instance', 'reboot', before)).not.toBe(reference);
    expect(referenceOf('manage_instance_power', 'force_reboot', before)).not.toBe(reference);
    expect(referenceOf('manage_instance_power', 'reboot', { ...before, status: 'stopped' })).not.toBe(
      reference,
    );
  });

  it('says nothing about the instance', () => {
    expect(referenceOf('manage_instance_power', 'reboot', before)).toMatch(/^[0-9a-f]{64}$/);
  });
});
