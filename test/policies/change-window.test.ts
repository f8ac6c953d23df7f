import { describe, expect, it } from '@jest/globals';
import { changeWindow, type ChangeWindowOptions } from 'multi-cloud-manager/policies';
import { ending, REBOOT, ruled } from './worlds.js';

/** What becomes of a confirmed reboot with a reason at that time. */
async function reboot(options: ChangeWindowOptions, at: string, more: object = { reason: 'disk full' }) {
  const { host, cloud } = await ruled([changeWindow(options)], { at });
  const reply = await host.call('manage_instance_power', { ...REBOOT, ...more });
  return { is: ending(reply), reply, acts: cloud.acts.length };
}

const office: ChangeWindowOptions = {
  timeZone: 'Europe/Berlin',
  windows: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], hours: '09:00-17:00' }],
};

describe('changeWindow [RULE:READY-POLICIES]', () => {
  it.each([
    ['Monday 08:59', '2026-01-05T07:59:59Z', 'human'],
    ['Monday 09:00', '2026-01-05T08:00:00Z', 'completed'],
    ['Monday 16:59', '2026-01-05T15:59:59Z', 'completed'],
    ['Monday 17:00', '2026-01-05T16:00:00Z', 'human'],
    ['Saturday noon', '2026-01-10T11:00:00Z', 'human'],
  ])('at %s in Berlin: %s → %s', async (_, at, expected) => {
    expect((await reboot(office, at)).is).toBe(expected);
  });

  it('outside says when it is and which windows there are, and wants a reason besides a person', async () => {
    const { reply } = await reboot(office, '2026-01-10T11:00:00Z');
    expect(reply.content['warnings']).toEqual([
      'It is sat 12:00 in Europe/Berlin, outside the change windows (mon tue wed thu fri 09:00-17:00). (policy change-window)',
    ]);
    const without = await reboot(office, '2026-01-10T11:00:00Z', {});
    expect(without.is).toBe(
      'POLICY_DENIED: The policy change-window refuses this: It is sat 12:00 in Europe/Berlin, outside the change windows (mon tue wed thu fri 09:00-17:00). Say in `reason` why it cannot wait.',
    );
    expect((await reboot(office, '2026-01-10T11:00:00Z', { reason: '  ' })).is).toBe(without.is);
  });

  it('refuses outside where the options say so', async () => {
    const { is, acts } = await reboot({ ...office, outside: 'deny' }, '2026-01-10T11:00:00Z');
    expect(is).toMatch(/^POLICY_DENIED: .*outside the change windows \(.*\)\.$/);
    expect(acts).toBe(0);
  });

  it.each([
    // 29 March 2026: from 02:00 clocks in Berlin go to 03:00. 25 October: from 03:00 back to 02:00.
    ['before the spring change', '2026-03-28T08:00:00Z', '09:00-10:00', 'completed'],
    ['after it', '2026-03-29T07:00:00Z', '09:00-10:00', 'completed'],
    ['after it, at the old time', '2026-03-29T08:00:00Z', '09:00-10:00', 'human'],
    ['the last minute before the missing hour', '2026-03-29T00:59:59Z', '01:00-03:00', 'completed'],
    ['the first minute after the missing hour', '2026-03-29T01:00:00Z', '01:00-03:00', 'human'],
    ['the hour that comes twice, first', '2026-10-25T00:30:00Z', '02:00-03:00', 'completed'],
    ['the hour that comes twice, again', '2026-10-25T01:30:00Z', '02:00-03:00', 'completed'],
    ['after the hour that comes twice', '2026-10-25T02:00:00Z', '02:00-03:00', 'human'],
  ])('in Berlin, %s: %s in %s → %s', async (_, at, hours, expected) => {
    expect((await reboot({ timeZone: 'Europe/Berlin', windows: [{ hours }] }, at)).is).toBe(expected);
  });

  it.each([
    // 8 March 2026: from 02:00 clocks in New York go to 03:00. 1 November: from 02:00 back to 01:00.
    ['before the spring change', '2026-03-07T14:30:00Z', '09:00-10:00', 'completed'],
    ['after it', '2026-03-08T13:30:00Z', '09:00-10:00', 'completed'],
    ['the hour that comes twice, first', '2026-11-01T05:30:00Z', '01:00-02:00', 'completed'],
    ['the hour that comes twice, again', '2026-11-01T06:30:00Z', '01:00-02:00', 'completed'],
    ['after it', '2026-11-01T07:00:00Z', '01:00-02:00', 'human'],
  ])('in New York, %s: %s in %s → %s', async (_, at, hours, expected) => {
    expect((await reboot({ timeZone: 'America/New_York', windows: [{ hours }] }, at)).is).toBe(expected);
  });

  it.each([
    ['Friday 22:00', '2026-01-09T22:00:00Z', 'completed'],
    ['Saturday 03:59', '2026-01-10T03:59:00Z', 'completed'],
    ['Saturday 04:00', '2026-01-10T04:00:00Z', 'human'],
    ['Friday 03:00, the night before', '2026-01-09T03:00:00Z', 'human'],
    ['Saturday 22:00', '2026-01-10T22:00:00Z', 'human'],
    ['Sunday 10:30, the second window', '2026-01-11T10:30:00Z', 'completed'],
    ['Monday 00:30, after the week ended', '2026-01-12T00:30:00Z', 'completed'],
  ])('across midnight, in several windows: %s', async (_, at, expected) => {
    const windows: ChangeWindowOptions['windows'] = [
      { days: ['fri'], hours: '22:00-04:00' },
      { days: ['sun'], hours: '10:00-11:00' },
      { days: ['sun'], hours: '23:00-01:00' },
    ];
    expect((await reboot({ timeZone: 'UTC', windows }, at)).is).toBe(expected);
  });

  it('lets reads be at any time, and dry runs be judged like the real call', async () => {
    const { host } = await ruled([changeWindow({ ...office, outside: 'deny' })], {
      at: '2026-01-10T11:00:00Z',
    });
    expect((await host.call('list_instances')).isError).toBe(false);
    expect((await host.call('manage_instance_power', { ...REBOOT, dry_run: true })).code).toBe(
      'POLICY_DENIED',
    );
  });

  it.each<[string, unknown]>([
    ['no time zone', { windows: [{}] }],
    ['a time zone that is none', { timeZone: 'Europe/Berln', windows: [{}] }],
    ['an offset', { timeZone: '+01:00', windows: [{}] }],
    ['no windows', { timeZone: 'UTC', windows: [] }],
    ['hours that are none', { timeZone: 'UTC', windows: [{ hours: '9-17' }] }],
    ['hours without length', { timeZone: 'UTC', windows: [{ hours: '09:00-09:00' }] }],
    ['a day that is none', { timeZone: 'UTC', windows: [{ days: ['monday'] }] }],
    ['an unknown key', { timeZone: 'UTC', windows: [{}], timezone: 'UTC' }],
  ])('refuses %s', (_, options) => {
    expect(() => changeWindow(options as ChangeWindowOptions)).toThrow();
  });
});
