import { describe, expect, it } from '@jest/globals';
import type { AskedQuestion, ScriptedAnswer } from 'multi-cloud-manager/testing';
import {
  API_VERSION,
  definePlugin,
  injectable,
  powerInput,
  PowerTool,
  type OperationResult,
  type PowerContext,
} from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import { Acme, acme, server } from '../fixtures/acme.js';
import { calls } from '../fixtures/direct-host.js';
import { errorIn, hostOf } from '../fixtures/hosts.js';

const POWER = { provider: 'acme', instance_id: 'i-1', action: 'reboot' };
const RIGHT = {
  ip_confirmation: '203.0.113.7',
  name_confirmation: 'web-server-01',
  operation_confirmation: '重启',
};
const web = (more = {}) => server({ id: 'i-1', name: 'web-server-01', ...more });
const production = () => new Acme(web({ tags: { env: 'prod' } }));
/** None of these may be in an answer that is not the action itself. */
const SECRETS = /203\.0\.113\.7|web-server-01|reboot\b|重启|重新启动/i;

describe('confirmation by arguments', () => {
  it('none given: a challenge, which is no error and does nothing [RULE:CHALLENGE]', async () => {
    const cloud = new Acme(web());
    const host = await hostOf(cloud);
    const reply = await host.call('manage_instance_power', POWER);
    expect([reply.isError, reply.content['status'], reply.content['missing']]).toEqual([
      false,
      'confirmation_required',
      ['ip_confirmation', 'name_confirmation', 'operation_confirmation'],
    ]);
    expect(JSON.stringify(reply)).not.toMatch(SECRETS);
    expect(cloud.acts).toEqual([]);
  });

  it('some right and others missing: a challenge that names what is missing [RULE:PARTIAL-IS-CHALLENGE]', async () => {
    const cloud = new Acme(web());
    const host = await hostOf(cloud);
    const reply = await host.call('manage_instance_power', { ...POWER, ...RIGHT, name_confirmation: '' });
    expect([reply.isError, reply.content['missing']]).toEqual([false, ['name_confirmation']]);
    expect(JSON.stringify(reply)).not.toMatch(SECRETS);
    expect(cloud.acts).toEqual([]);
  });

  it.each([
    [
      { ip_confirmation: '203.0.113.8' },
      ['ip_confirmation'],
      'ip_confirmation does not match the live instance. Nothing was done.',
    ],
    [
      { name_confirmation: 'Web-Server-01' },
      ['name_confirmation'],
      'name_confirmation does not match the live instance. Nothing was done.',
    ],
    [
      { operation_confirmation: '关机' },
      ['operation_confirmation'],
      'operation_confirmation does not match the live instance. Nothing was done.',
    ],
    [
      { ip_confirmation: 'x', name_confirmation: 'y' },
      ['ip_confirmation', 'name_confirmation'],
      'ip_confirmation and name_confirmation do not match the live instance. Nothing was done.',
    ],
  ])(
    '%j is refused, naming which and not what was expected [RULE:WRONG-NAMES-WHICH]',
    async (wrong, failed, message) => {
      const cloud = new Acme(web());
      const host = await hostOf(cloud);
      const reply = await host.call('manage_instance_power', { ...POWER, ...RIGHT, ...wrong });
      expect(errorIn(reply)).toMatchObject({ code: 'CONFIRMATION_FAILED', message, details: { failed } });
      expect(JSON.stringify(reply)).not.toMatch(SECRETS);
      expect(cloud.acts).toEqual([]);
    },
  );

  it('one wrong and others missing is wrong, not a challenge', async () => {
    const host = await hostOf(new Acme(web()));
    const reply = await host.call('manage_instance_power', { ...POWER, name_confirmation: 'web' });
    expect(errorIn(reply).details).toEqual({ failed: ['name_confirmation'], left: 2 });
  });

  it('what a plugin fills in for the caller is not given', async () => {
    const filled = powerInput({}).extend({
      ip_confirmation: z.string().default('203.0.113.7'),
      name_confirmation: z.string().default('web-server-01'),
      operation_confirmation: z.string().default('reboot'),
    });
    @injectable()
    class Helpful {
      @PowerTool({
        name: 'reboot_at_once',
        title: 'Reboot at once',
        description: 'Restarts.',
        input: filled,
        action: 'reboot',
        target: () => ({ provider: 'acme', id: 'i-1' }),
      })
      reboot(_: z.output<typeof filled>, { permit }: PowerContext): Promise<OperationResult> {
        throw new Error(`Reached with a permit for ${permit.instance.id}.`);
      }
    }
    const cloud = new Acme(web());
    const helpful = definePlugin({ name: 'helpful', apiVersion: API_VERSION, tools: [Helpful] });
    const host = await hostOf(cloud, { plugins: [acme(cloud), helpful] });
    expect((await host.call('reboot_at_once')).content).toMatchObject({
      status: 'confirmation_required',
      missing: ['ip_confirmation', 'name_confirmation', 'operation_confirmation'],
    });
  });

  it('all three right: done, once, in one go [RULE:ONE-CALL]', async () => {
    const cloud = new Acme(web({ public_ips: [], private_ips: ['192.168.1.100'] }));
    const host = await hostOf(cloud);
    const reply = await host.call('reboot_acme_instance', {
      instance_id: 'i-1',
      ip_confirmation: '192.168.1.100',
      name_confirmation: 'web-server-01',
      operation_confirmation: '重启',
    });
    expect(reply.content).toMatchObject({ status: 'completed', action: 'reboot', operation_id: 'op-1' });
    expect(cloud.acts).toEqual([{ id: 'i-1', variant: 'reboot', account: 'default' }]);
  });

  it('a forced reboot has words of its own [PARAM:manage_instance_power.force]', async () => {
    const cloud = new Acme(web());
    const host = await hostOf(cloud);
    const forced = { ...POWER, ...RIGHT, force: true };
    expect(errorIn(await host.call('manage_instance_power', forced)).details).toEqual({
      failed: ['operation_confirmation'],
      left: 2,
    });
    const reply = await host.call('manage_instance_power', { ...forced, operation_confirmation: '强制重启' });
    expect(reply.content).toMatchObject({ status: 'completed', force: true });
    expect(cloud.acts).toEqual([{ id: 'i-1', variant: 'force_reboot', account: 'default' }]);
  });

  it('关机 is a shutdown and never cuts the power [RULE:CONFIRMATION-WORDS]', async () => {
    const cloud = new Acme(web());
    const host = await hostOf(cloud);
    const word = { ...RIGHT, operation_confirmation: '关机' };
    expect((await host.call('manage_instance_power', { ...POWER, action: 'power_off', ...word })).code).toBe(
      'CONFIRMATION_FAILED',
    );
    await host.call('manage_instance_power', { ...POWER, action: 'shutdown', ...word });
    expect(cloud.acts.map(({ variant }) => variant)).toEqual(['shutdown']);
  });

  it('an instance without an address is refused, with the reason [RULE:NO-ADDRESS-REFUSED]', async () => {
    const cloud = new Acme(web({ public_ips: [] }));
    const host = await hostOf(cloud);
    const { ip_confirmation: _ip, ...others } = RIGHT;
    for (const given of [{}, others])
      expect(errorIn(await host.call('manage_instance_power', { ...POWER, ...given }))).toMatchObject({
        code: 'CONFIRMATION_FAILED',
        message:
          'This instance has no IP address, so it cannot be confirmed by one: its power cannot be switched through mcm.',
      });
    expect(cloud.acts).toEqual([]);
  });
});

describe('confirmation by a person [RULE:HUMAN-LEVEL]', () => {
  /** A host on production whose person does this; and what the person was shown. */
  async function withPerson(
    cloud: Acme,
    answer: (question: AskedQuestion) => ScriptedAnswer | Promise<ScriptedAnswer>,
  ) {
    const asked: AskedQuestion[] = [];
    const host = await hostOf(cloud, {
      elicitation: (question) => {
        asked.push(question);
        return answer(question);
      },
    });
    return { host, asked };
  }
  const accept =
    (content: Readonly<Record<string, string>> = RIGHT) =>
    (): ScriptedAnswer => ({ action: 'accept', content });

  it('is refused where there is no way to ask one, even with three right arguments', async () => {
    const cloud = production();
    const host = await hostOf(cloud, { config: { confirmation: { via: ['elicitation'] } } });
    const reply = await host.call('manage_instance_power', { ...POWER, ...RIGHT });
    expect(errorIn(reply)).toMatchObject({
      code: 'POLICY_DENIED',
      message:
        'A person has to confirm this one, and there is no way to ask one here (elicitation: this client cannot show a form). It is marked as production, by its tags.',
      suggestion:
        "Use an MCP client that shows forms (elicitation), let the config's confirmation.via name terminal, or do it in the console of the cloud.",
    });
    expect(JSON.stringify(reply)).not.toMatch(SECRETS);
    expect(cloud.acts).toEqual([]);
  });

  it('right values in the form: done, once', async () => {
    const cloud = production();
    const { host, asked } = await withPerson(cloud, accept());
    const reply = await host.call('manage_instance_power', POWER);
    expect(reply.content).toMatchObject({ status: 'completed' });
    expect(cloud.acts).toHaveLength(1);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.fields).toEqual(['ip_confirmation', 'name_confirmation', 'operation_confirmation']);
    expect(asked[0]?.message).toContain('Warning: It is marked as production, by its tags.');
    expect(JSON.stringify(asked)).not.toMatch(SECRETS);
  });

  it('right arguments do not take the place of the person', async () => {
    const cloud = production();
    const { host, asked } = await withPerson(cloud, () => ({ action: 'decline' }));
    expect((await host.call('manage_instance_power', { ...POWER, ...RIGHT })).code).toBe(
      'CONFIRMATION_FAILED',
    );
    expect([asked.length, cloud.acts.length]).toEqual([1, 0]);
  });

  it('wrong arguments are refused all the same, and nobody is asked', async () => {
    const cloud = production();
    const { host, asked } = await withPerson(cloud, accept());
    const reply = await host.call('manage_instance_power', { ...POWER, name_confirmation: 'web-server-02' });
    expect(errorIn(reply).details).toEqual({ failed: ['name_confirmation'], left: 2 });
    expect([asked.length, cloud.acts.length]).toEqual([0, 0]);
  });

  it.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ['wrong values', { ...RIGHT, ip_confirmation: '203.0.113.8' }, ['ip_confirmation']],
    ['an empty value', { ...RIGHT, name_confirmation: ' ' }, ['name_confirmation']],
  ])('%s in the form are CONFIRMATION_FAILED', async (_, content, failed) => {
    const cloud = production();
    const { host } = await withPerson(cloud, accept(content));
    const reply = await host.call('manage_instance_power', POWER);
    expect(errorIn(reply)).toMatchObject({ code: 'CONFIRMATION_FAILED', details: { failed } });
    expect(JSON.stringify(reply)).not.toMatch(SECRETS);
    expect(cloud.acts).toEqual([]);
  });

  it.each([
    ['decline', 'The person declined. Nothing was done.', 'declined'],
    ['cancel', 'The person closed the question without an answer. Nothing was done.', 'cancelled'],
  ] as const)('%s: nothing is done, and the audit knows', async (action, message, answer) => {
    const cloud = production();
    const { host } = await withPerson(cloud, () => ({ action }));
    expect(errorIn(await host.call('manage_instance_power', POWER))).toMatchObject({
      code: 'CONFIRMATION_FAILED',
      message,
    });
    expect(cloud.acts).toEqual([]);
    expect(calls(await host.audit()).map((each) => [each.outcome, each.confirmation?.answer])).toEqual([
      ['challenge', undefined],
      ['refused', answer],
    ]);
  });

  it('an answer does not count when the instance changed while the person was asked [RULE:APPROVAL-BINDING]', async () => {
    const cloud = production();
    const { host } = await withPerson(cloud, () => {
      cloud.instance('i-1').name = 'web-server-02';
      return { action: 'accept', content: { ...RIGHT, name_confirmation: 'web-server-02' } };
    });
    const reply = await host.call('manage_instance_power', POWER);
    expect(errorIn(reply)).toMatchObject({
      code: 'TARGET_CHANGED',
      message: 'The instance changed since the person was asked (name). Nothing was done.',
      details: { changed: ['name'] },
    });
    expect(cloud.acts).toEqual([]);
  });
});

describe('a dry run [PARAM:manage_instance_power.dry_run] [RULE:DRY-RUN]', () => {
  it('with everything right says that it would be sent, and sends nothing', async () => {
    const cloud = new Acme(web());
    const host = await hostOf(cloud);
    const reply = await host.call('manage_instance_power', { ...POWER, ...RIGHT, dry_run: true });
    expect(reply.content).toMatchObject({
      status: 'dry_run',
      message: 'Dry run: every check passed and the action would be sent. Nothing was done.',
    });
    expect(JSON.stringify(reply)).not.toMatch(SECRETS);
    expect(cloud.acts).toEqual([]);
    expect((await host.audit()).map(({ kind }) => kind)).toEqual(['call']);
  });

  it('without confirmations says that they would be asked for', async () => {
    const host = await hostOf(new Acme(web()));
    const reply = await host.call('manage_instance_power', { ...POWER, dry_run: true });
    expect(reply.text).toBe(
      'Dry run: the checks passed so far; the confirmations would be asked for next. Nothing was done.',
    );
    expect(JSON.stringify(reply)).not.toMatch(SECRETS);
  });

  it('never asks a person', async () => {
    const cloud = production();
    let asked = 0;
    const host = await hostOf(cloud, {
      elicitation: () => {
        asked += 1;
        return { action: 'accept', content: RIGHT };
      },
    });
    const reply = await host.call('manage_instance_power', { ...POWER, dry_run: true });
    expect(reply.content['message']).toBe(
      'Dry run: the checks passed so far; a person would be asked next. Nothing was done.',
    );
    expect(JSON.stringify(reply)).not.toMatch(SECRETS);
    expect([asked, cloud.acts.length]).toEqual([0, 0]);
  });

  it('judges wrong values and the state like the real call', async () => {
    const host = await hostOf(new Acme(web(), server({ id: 'i-2', status: 'stopped' })));
    const wrong = { ...POWER, ip_confirmation: '203.0.113.8', dry_run: true };
    expect((await host.call('manage_instance_power', wrong)).code).toBe('CONFIRMATION_FAILED');
    const stopped = { ...POWER, instance_id: 'i-2', dry_run: true };
    expect((await host.call('manage_instance_power', stopped)).code).toBe('INSTANCE_STATE_CONFLICT');
  });

  it('does not give away the name of an instance that is called by its id', async () => {
    const host = await hostOf(new Acme(web({ name: '' })));
    const reply = await host.call('manage_instance_power', { ...POWER, dry_run: true });
    expect(JSON.stringify(reply.content)).not.toContain('i-1');
  });
});
