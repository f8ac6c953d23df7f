import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestHost, type Simulator, type TestHost, type ToolReply } from 'multi-cloud-manager/testing';
import acme from '../../examples/acme-plugin.js';
import webhookConfirmer from '../../examples/webhook-confirmer.js';
import { acmeApi } from './acme-api.js';
import { approvalDesk, type ApprovalDesk, type SentAnswer } from './approval-desk.js';

const TOKEN = 'acme-token-5d1c';
const SECRET = 'approvals-secret-91e0';
const POWER_ON = { provider: 'acme', instance_id: 'srv-2', action: 'power_on', wait_seconds: 0 };
const VALUES = {
  ip_confirmation: '192.0.2.8',
  name_confirmation: 'web-2',
  operation_confirmation: 'power on',
};
const BY_BOB = { outcome: 'accepted', by: 'bob@example.com', values: VALUES } as const;

describe('the confirmer of the documents [RULE:CONFIRMERS]', () => {
  let cloud: Simulator;
  let desk: ApprovalDesk;
  let host: TestHost;
  const start = async (
    via: string[] = ['approvals'],
    secret = SECRET,
    people: object = { tester: 'ada@example.com' },
  ) => {
    host = await createTestHost({
      plugins: [
        { use: acme, config: { endpoint: cloud.url } },
        { use: webhookConfirmer, config: { endpoint: desk.url, people } },
      ],
      config: { confirmation: { ordinary: 'human', via } },
      env: { ACME_TOKEN: TOKEN, APPROVALS_SECRET: secret },
    });
  };
  const powerOn = (): Promise<ToolReply> => host.call('manage_instance_power', POWER_ON);
  const acts = () => cloud.journal.mutations().length;

  beforeEach(async () => {
    cloud = await acmeApi(TOKEN);
    desk = await approvalDesk(SECRET);
  });
  afterEach(async () => {
    await host.close();
    await cloud.close();
    await desk.close();
  });

  it('asks the service, and what somebody else approves there passes once', async () => {
    await start();
    const asked = await powerOn();
    expect([asked.isError, asked.content['status'], asked.content['approve']]).toEqual([
      false,
      'confirmation_required',
      { via: 'approvals' },
    ]);
    expect((await powerOn()).content['status']).toBe('confirmation_required');
    expect(desk.questions).toMatchObject([
      {
        requester: 'ada@example.com',
        would: 'The server would be switched on.',
        target: { provider: 'acme', id: 'srv-2' },
      },
    ]);
    expect(JSON.stringify(desk.journal.entries)).not.toMatch(/192\.0\.2\.8|web-2|approvals-secret/);

    desk.answer(BY_BOB);
    expect((await powerOn()).content['status']).toBe('completed');
    expect(acts()).toBe(1);
    const done = (await host.audit()).find(({ kind }) => kind === 'intent');
    expect(done?.confirmation).toMatchObject({
      via: 'approvals',
      answer: 'accepted',
      by: { id: 'bob@example.com', source: 'approvals', groups: [], authenticated: true },
    });
  });

  it.each(['ada@example.com', 'Ada@Example.com'])('refuses the approval of who asked (%s)', async (by) => {
    await start();
    await powerOn();
    desk.answer({ ...BY_BOB, by });
    expect((await powerOn()).content['status']).toBe('confirmation_required');
    expect(acts()).toBe(0);
    expect(host.log.join('')).toContain(`${by} asked for it and cannot approve it`);
  });

  it.each([
    ['a wrong signature', (sent: SentAnswer) => ({ ...sent, signature: '00'.repeat(32) }), 'was not signed'],
    ['no signature', (sent: SentAnswer) => ({ ...sent, signature: '' }), 'was not signed'],
    [
      'another approver than was signed',
      (sent: SentAnswer) => ({ ...sent, body: sent.body.replace('bob', 'eve') }),
      'was not signed',
    ],
    [
      'a time that was not signed',
      (sent: SentAnswer) => ({ ...sent, timestamp: sent.timestamp - 1 }),
      'was not signed',
    ],
  ])('does not believe an answer with %s', async (_, change, why) => {
    await start();
    await powerOn();
    desk.answer(BY_BOB);
    desk.sending = change;
    expect((await powerOn()).content['status']).toBe('confirmation_required');
    expect(acts()).toBe(0);
    expect(host.log.join('')).toContain(why);
  });

  it.each([-301, 301])('does not believe an answer that was signed %i s from now', async (seconds) => {
    await start();
    await powerOn();
    desk.answer(BY_BOB);
    desk.skewSeconds = seconds;
    expect((await powerOn()).content['status']).toBe('confirmation_required');
    expect(acts()).toBe(0);
    expect(host.log.join('')).toContain('an answer is too old');
  });

  it('does not take an answer a second time, for the same call or another', async () => {
    await start();
    await powerOn();
    desk.answer(BY_BOB);
    const kept: SentAnswer[] = [];
    desk.sending = (sent) => (kept.push(sent), sent);
    expect((await powerOn()).content['status']).toBe('completed');
    cloud.journal.clear();
    // The machine is off again, and whoever listened sends what they kept.
    await host.call('manage_instance_power', { ...POWER_ON, action: 'power_off' });
    desk.answer(BY_BOB);
    desk.sending = (sent) => kept[0] ?? sent;
    const replayed = await host.call('manage_instance_power', { ...POWER_ON, action: 'power_off' });
    expect(replayed.content['status']).toBe('confirmation_required');
    expect(acts()).toBe(0);
    expect(host.log.join('')).toContain('it answered another question');
    expect(new Set(desk.questions.map(({ digest }) => digest)).size).toBe(2);
  });

  it('says that the person declined', async () => {
    await start();
    await powerOn();
    desk.answer({ outcome: 'declined', by: 'bob@example.com' });
    const refused = await powerOn();
    expect([refused.code, acts()]).toEqual(['CONFIRMATION_FAILED', 0]);
    expect(refused.text).toContain('The person declined.');
  });

  it('refuses wrong values, though they were approved', async () => {
    await start();
    await powerOn();
    desk.answer({ ...BY_BOB, values: { ...VALUES, name_confirmation: 'web-1' } });
    const refused = await powerOn();
    expect([refused.code, acts()]).toEqual(['CONFIRMATION_FAILED', 0]);
    expect(refused.text).not.toContain('web-2');
  });

  it('cannot be used by whom its config does not know over there', async () => {
    await start(['approvals'], SECRET, { constructor: 'x' });
    const refused = await powerOn();
    expect(refused.code).toBe('POLICY_DENIED');
    expect(refused.text).toContain(
      'approvals: its config does not say who tester is at the approval service',
    );
    expect(desk.questions).toEqual([]);
  });

  it('leaves the call to the next way where the service does not believe mcm, or is down', async () => {
    await start(['approvals', 'terminal'], 'another-secret-00');
    expect(desk.questions).toEqual([]);
    expect((await powerOn()).content['approve']).toMatchObject({
      command: expect.stringContaining('mcm approve') as unknown,
    });
    await host.close();
    desk.fail({ kind: 'status', status: 503 });
    await start();
    const refused = await powerOn();
    expect(refused.code).toBe('POLICY_DENIED');
    expect(refused.text).toContain('approvals: it failed; the log of mcm on stderr says why');
    expect(host.log.join('')).toContain('POST /questions was answered with HTTP 503.');
  });
});
