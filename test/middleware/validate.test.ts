import { describe, expect, it } from '@jest/globals';
import { Acme, server } from '../fixtures/acme.js';
import { errorIn, hostOf } from '../fixtures/hosts.js';

describe('wrong arguments [RULE:VALIDATION-NAMES-EACH-PATH]', () => {
  it.each([
    [
      'an unknown key, with the one that was meant',
      'manage_instance_power',
      { provider: 'acme', instance_id: 'i-1', action: 'reboot', wait_second: 5 },
      'wait_second: unknown key; did you mean wait_seconds?',
    ],
    [
      'an unknown key that resembles none, with those that are right',
      'get_instance_info',
      { ip_address: '203.0.113.7', colour: 'red' },
      'colour: unknown key; known here: ip_address, provider, account',
    ],
    [
      'each path that is wrong',
      'manage_instance_power',
      { instance_id: 5, action: 'stop', wait_seconds: 56, dry_run: 'yes' },
      'provider: missing; expected a string; instance_id: expected a string, not a number; action: expected one of power_on, power_off, shutdown, reboot; wait_seconds: expected at most 55; dry_run: expected true or false, not a string',
    ],
    ['a whole number', 'list_acme_instances', { limit: 1.5 }, 'limit: expected a whole number'],
  ])('are refused, naming %s', async (_, tool, input, message) => {
    const cloud = new Acme(server({ id: 'i-1' }));
    const host = await hostOf(cloud);
    const reply = await host.call(tool, input);
    expect([reply.isError, reply.code, errorIn(reply).message]).toEqual([true, 'VALIDATION_FAILED', message]);
    expect(cloud.asked).toEqual([]);
  });

  it('name each path in the details too', async () => {
    const host = await hostOf(new Acme());
    expect(errorIn(await host.call('get_instance_info', {})).details).toEqual({
      issues: [{ path: 'ip_address', message: 'missing; expected a string' }],
    });
  });
});
