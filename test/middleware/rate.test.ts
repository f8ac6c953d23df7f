import { describe, expect, it } from '@jest/globals';
import { Acme, acme, server } from '../fixtures/acme.js';
import { TestClock } from '../fixtures/clock.js';
import { calls, errorOf, SESSION } from '../fixtures/direct-host.js';
import { direct } from '../fixtures/hosts.js';

describe('the rate of calls', () => {
  it('is bounded for each session and tool, and says how long to wait', async () => {
    const clock = TestClock.still();
    const host = await direct({ config: { plugins: [acme(new Acme())], ratePerMinute: 2 }, clock });
    const status = (more = {}) => host.call('get_system_status', {}, more);
    expect((await status()).kind).toBe('result');
    clock.advance(20_000);
    expect((await status()).kind).toBe('result');
    clock.advance(10_000);
    expect(errorOf(await status())).toEqual({
      code: 'RATE_LIMITED',
      message: 'get_system_status was called 2 times within a minute; wait 30 s.',
      retryable: true,
      details: { retry_after_seconds: 30 },
    });
    expect((await status({ session: { ...SESSION, id: 'session-2' } })).kind).toBe('result');
    expect((await host.call('get_supported_providers')).kind).toBe('result');
    clock.advance(30_000);
    expect((await status()).kind).toBe('result');
    expect(errorOf(await status()).code).toBe('RATE_LIMITED');
  });

  it('of power calls is bounded for a principal over every session and host that share the state', async () => {
    const clock = TestClock.still();
    const options = { config: { plugins: [acme(new Acme(server({ id: 'i-1' })))], ratePerMinute: 2 }, clock };
    const first = await direct(options);
    const second = await direct({ ...options, stateDir: first.stateDir });
    const power = (host: typeof first, more = {}) =>
      host.call('reboot_acme_instance', { instance_id: 'i-1', dry_run: true }, more);
    expect((await power(first)).kind).toBe('result');
    expect((await power(second, { session: { ...SESSION, id: 'session-2' } })).kind).toBe('result');
    expect(errorOf(await power(second)).code).toBe('RATE_LIMITED');
    const bob = { ...SESSION, principal: { ...SESSION.principal, id: 'bob' } };
    expect((await power(second, { session: bob })).kind).toBe('result');
    clock.advance(60_000);
    expect((await power(first)).kind).toBe('result');
  });

  it('a refusal is in the audit, and costs no further wait', async () => {
    const clock = TestClock.still();
    const host = await direct({ config: { plugins: [acme(new Acme())], ratePerMinute: 1 }, clock });
    await host.call('get_system_status');
    await host.call('get_system_status');
    await host.call('get_system_status');
    clock.advance(60_000);
    expect((await host.call('get_system_status')).kind).toBe('result');
    expect(calls(await host.audit()).map(({ outcome, code }) => [outcome, code])).toEqual([
      ['result', undefined],
      ['error', 'RATE_LIMITED'],
      ['error', 'RATE_LIMITED'],
      ['result', undefined],
    ]);
  });
});
