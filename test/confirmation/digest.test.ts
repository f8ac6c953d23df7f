import { describe, expect, it } from '@jest/globals';
import {
  bind,
  boundArguments,
  changedSince,
  changes,
  type BoundCall,
} from '../../src/confirmation/digest.js';
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
    expect(changes(before, after)).toEqual([what]);
  });
});

describe('what an answer is bound to [RULE:APPROVAL-BINDING]', () => {
  const call: BoundCall = {
    tool: 'manage_instance_power',
    variant: 'reboot',
    target: before,
    principal: { id: 'ada', source: 'os-user', groups: [], authenticated: false },
    input: { provider: 'acme', instance_id: 'i-1', action: 'reboot', more: { a: 1, b: [2] } },
  };
  const { reference } = bind(call);

  it.each<[string, Partial<BoundCall>]>([
    ['another tool', { tool: 'reboot_acme_instance' }],
    ['another action', { variant: 'force_reboot' }],
    ['another instance', { target: { ...before, id: 'i-2' } }],
    ['another account', { target: { ...before, account: 'other' } }],
    ['another provider', { target: { ...before, provider: 'other' } }],
    ['another principal', { principal: { ...call.principal, id: 'bob' } }],
    ['a principal of another source', { principal: { ...call.principal, source: 'oauth' } }],
    ['another option', { input: { ...call.input, force: true } }],
    ['another value deep in an option', { input: { ...call.input, more: { a: 1, b: [3] } } }],
  ])('%s is another call', (_, change) => {
    expect(bind({ ...call, ...change }).reference).not.toBe(reference);
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    [
      'the confirmations',
      { ip_confirmation: '203.0.113.7', name_confirmation: 'x', operation_confirmation: 'y' },
    ],
    ['how long it is followed', { wait_seconds: 0 }],
    ['the reason', { reason: 'because' }],
    ['a dry run', { dry_run: true }],
    ['an option that is not there', { account: undefined }],
  ])('%s: the same call', (_, more) => {
    expect(bind({ ...call, input: { ...call.input, ...more } }).reference).toBe(reference);
  });

  it('does not depend on the order of the options', () => {
    const input = { more: { b: [2], a: 1 }, action: 'reboot', instance_id: 'i-1', provider: 'acme' };
    expect(bind({ ...call, input }).reference).toBe(reference);
    expect(boundArguments({ b: 1, a: 2, reason: 'x' })).toEqual({ a: 2, b: 1 });
  });

  it('knows what changed since, by name, and keeps none of the values', () => {
    const binding = bind(call);
    expect(changedSince(binding, structuredClone(before))).toEqual([]);
    expect(changedSince(binding, { ...before, status: 'stopped', tags: {} })).toEqual(['status', 'tags']);
    expect(JSON.stringify(binding)).not.toMatch(/203\.0\.113|server|running|env/);
  });

  it('hashes the same fact differently in another question', () => {
    const other = bind({ ...call, variant: 'shutdown' });
    expect(other.seen['status']).not.toBe(bind(call).seen['status']);
  });

  it('a fact that was not noted then counts as changed', () => {
    expect(changedSince({ reference, seen: {} }, before)).toContain('name');
  });
});
