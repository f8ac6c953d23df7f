import { describe, expect, it } from '@jest/globals';
import {
  allow,
  confirm,
  defineMiddleware,
  definePolicy,
  deny,
  McmError,
  type Decision,
  type ToolCall,
  type ToolOutcome,
} from 'multi-cloud-manager/plugin';
import { Acme, acme, server } from '../fixtures/acme.js';
import { TestClock } from '../fixtures/clock.js';
import { calls, errorOf } from '../fixtures/direct-host.js';
import { direct, errorIn, hostOf } from '../fixtures/hosts.js';

const POWER = { provider: 'acme', instance_id: 'i-1', action: 'reboot' };
const RIGHT = {
  ip_confirmation: '203.0.113.7',
  name_confirmation: 'server-i-1',
  operation_confirmation: 'reboot',
};

const policy = (evaluate: (call: ToolCall) => unknown, name = 'rule') =>
  definePolicy({ name, evaluate: evaluate as (call: ToolCall) => Decision });

/** A host with these rules, and its cloud. */
async function ruled(...policies: (ReturnType<typeof policy> | ReturnType<typeof defineMiddleware>)[]) {
  const cloud = new Acme(server({ id: 'i-1' }));
  return { cloud, host: await hostOf(cloud, { policies }) };
}

describe('a policy', () => {
  it('that denies stops the call, with its own sentence', async () => {
    const { cloud, host } = await ruled(policy(() => deny('Not on Fridays.'), 'fridays'));
    expect(errorIn(await host.call('manage_instance_power', { ...POWER, ...RIGHT }))).toMatchObject({
      code: 'POLICY_DENIED',
      message: 'The policy fridays refuses this: Not on Fridays.',
      details: { policy: 'fridays' },
    });
    expect(cloud.acts).toEqual([]);
    expect(calls(await host.audit())).toMatchObject([
      {
        outcome: 'refused',
        code: 'POLICY_DENIED',
        decisions: [{ decision: 'deny', reason: 'Not on Fridays.', by: 'fridays' }],
      },
    ]);
  });

  it('is asked about reads too', async () => {
    const { host } = await ruled(policy(() => deny('Nothing today.')));
    expect((await host.call('get_system_status')).code).toBe('POLICY_DENIED');
  });

  it('that asks for a person cannot be met by arguments [RULE:HUMAN-LEVEL]', async () => {
    const { cloud, host } = await ruled(
      policy(() => confirm('human', 'Databases are delicate.'), 'databases'),
    );
    const reply = await host.call('manage_instance_power', { ...POWER, ...RIGHT });
    expect(reply.content).toMatchObject({
      status: 'confirmation_required',
      level: 'human',
      warnings: ['Databases are delicate. (policy databases)'],
    });
    expect(cloud.acts).toEqual([]);
  });

  it('that allows lowers nothing that another one asks for', async () => {
    const { host } = await ruled(
      policy(() => confirm('human', 'x')),
      policy(() => allow()),
    );
    expect((await host.call('manage_instance_power', { ...POWER, ...RIGHT })).content['level']).toBe('human');
  });

  it.each<[string, () => unknown, string]>([
    [
      'throws',
      () => {
        throw new Error('a bug with a password');
      },
      'it failed',
    ],
    ['rejects', () => Promise.reject(new Error('a bug')), 'it failed'],
    ['answers nothing', () => undefined, 'its answer is not a decision'],
    ['answers true', () => true, 'its answer is not a decision'],
    ['answers an unknown word', () => ({ decision: 'permit' }), 'its answer is not a decision'],
    [
      'asks for an unknown level',
      () => ({ decision: 'confirm', level: 'owner', reason: 'x' }),
      'its answer is not a decision',
    ],
    ['denies without a reason', () => ({ decision: 'deny' }), 'its answer is not a decision'],
  ])('that %s denies [RULE:POLICY-FAILS-CLOSED]', async (_, evaluate, what) => {
    const { cloud, host } = await ruled(policy(evaluate));
    expect(errorIn(await host.call('manage_instance_power', { ...POWER, ...RIGHT })).message).toBe(
      `The policy rule refuses this: ${what}, so the call is refused.`,
    );
    expect(cloud.acts).toEqual([]);
  });

  it('that hangs denies after five seconds', async () => {
    const clock = TestClock.still();
    const host = await direct({
      clock,
      config: { plugins: [acme(new Acme())], policies: [policy(() => new Promise(() => undefined))] },
    });
    const outcome = host.call('get_system_status');
    await clock.sleeping();
    clock.advance(5_000);
    expect(errorOf(await outcome)).toMatchObject({
      code: 'POLICY_DENIED',
      message: 'The policy rule refuses this: it did not answer in time, so the call is refused.',
    });
  });

  it('that is still thinking when the call is cancelled did not refuse it', async () => {
    const clock = TestClock.still();
    const controller = new AbortController();
    const host = await direct({
      clock,
      config: { plugins: [acme(new Acme())], policies: [policy(() => new Promise(() => undefined))] },
    });
    const outcome = host.call('get_system_status', {}, { signal: controller.signal });
    await clock.sleeping();
    controller.abort();
    expect(errorOf(await outcome).code).toBe('CANCELLED');
  });
});

describe('the call as a rule sees it', () => {
  async function seen(
    tool: string,
    input: object,
    look: (call: ToolCall) => unknown = () => undefined,
  ): Promise<ToolCall> {
    let view: ToolCall | undefined;
    const { host } = await ruled(
      policy(async (call) => {
        view = call;
        await look(call);
        return allow();
      }),
    );
    await host.call(tool, { ...input });
    if (!view) throw new Error('The rule was not asked.');
    return view;
  }

  it('has the checked input without the confirmation values, the intent and who calls', async () => {
    const view = await seen('manage_instance_power', {
      ...POWER,
      ...RIGHT,
      reason: 'kernel update',
      dry_run: true,
    });
    expect(view.input).toEqual({
      ...POWER,
      wait_seconds: 20,
      dry_run: true,
      force: false,
      reason: 'kernel update',
    });
    expect(view.tool).toEqual({ name: 'manage_instance_power', access: 'power', plugin: 'general' });
    expect(view.power).toEqual({ action: 'reboot', force: false, dryRun: true, reason: 'kernel update' });
    expect(view.principal).toEqual({ id: 'tester', source: 'test', groups: [], authenticated: false });
    expect(view.client).toEqual({ name: 'test-client', version: '1' });
  });

  it('has the live target of a power tool', async () => {
    let name: string | undefined;
    await seen('manage_instance_power', POWER, async (call) => {
      name = (await call.target())?.name;
    });
    expect(name).toBe('server-i-1');
  });

  it('has the target of a read tool on demand, and none where a tool has none', async () => {
    const ids: unknown[] = [];
    const look = async (call: ToolCall) => ids.push((await call.target())?.id);
    await seen('get_instance_info', { ip_address: '203.0.113.7' }, look);
    await seen('get_system_status', {}, look);
    expect(ids).toEqual(['i-1', undefined]);
  });

  it('is frozen through and through', async () => {
    const open: string[] = [];
    await seen('manage_instance_power', POWER, async (call) => {
      const parts = {
        call,
        tool: call.tool,
        input: call.input,
        principal: call.principal,
        groups: call.principal.groups,
        client: call.client,
        power: call.power,
        target: await call.target(),
        tags: (await call.target())?.tags,
      };
      for (const [name, part] of Object.entries(parts)) if (!Object.isFrozen(part)) open.push(name);
    });
    expect(open).toEqual([]);
  });

  it('shows the time without giving the clock away', async () => {
    const { host } = await ruled(
      policy((call) => {
        call.time.setTime(0);
        return allow();
      }),
    );
    await host.call('get_system_status');
    expect(calls(await host.audit())[0]?.duration_ms).toBeLessThan(3_600_000);
  });
});

describe('a middleware', () => {
  const around = (handle: (call: ToolCall, next: () => Promise<ToolOutcome>) => unknown) =>
    defineMiddleware({
      name: 'wrapper',
      handle: handle as (call: ToolCall, next: () => Promise<ToolOutcome>) => Promise<ToolOutcome>,
    });

  it('runs around the call, in the order of the config', async () => {
    const seen: string[] = [];
    const noting = (name: string) =>
      defineMiddleware({
        name,
        async handle(_, next) {
          seen.push(`into ${name}`);
          const outcome = await next();
          seen.push(`out of ${name}: ${outcome.kind}`);
          return outcome;
        },
      });
    const { host } = await ruled(
      noting('a'),
      policy(() => {
        seen.push('policy');
        return allow();
      }),
      noting('b'),
    );
    await host.call('get_supported_providers');
    expect(seen).toEqual(['into a', 'policy', 'into b', 'out of b: result', 'out of a: result']);
  });

  it('may refuse with an error of its own', async () => {
    const { host } = await ruled(
      around(() => {
        throw new McmError('POLICY_DENIED', 'Outside of office hours.');
      }),
    );
    expect(errorIn(await host.call('get_system_status'))).toMatchObject({
      code: 'POLICY_DENIED',
      message: 'Outside of office hours.',
    });
  });

  it('that goes on twice is stopped, and the action happens once', async () => {
    const { cloud, host } = await ruled(
      around(async (_, next) => {
        await next();
        return next();
      }),
    );
    expect(errorIn(await host.call('manage_instance_power', { ...POWER, ...RIGHT }))).toMatchObject({
      code: 'INTERNAL',
      message: 'The middleware wrapper called next() twice.',
    });
    expect(cloud.acts).toHaveLength(1);
  });

  it('that does not wait for what it started: the call ends when that has ended, and the audit tells both', async () => {
    const { host, cloud } = await ruled(
      around((_, next) => {
        void next();
        throw new Error('I do not wait.');
      }),
    );
    expect((await host.call('manage_instance_power', { ...POWER, ...RIGHT })).code).toBe('INTERNAL');
    expect(cloud.acts).toHaveLength(1);
    expect((await host.audit()).map(({ kind }) => kind)).toEqual(['intent', 'call']);
    expect((await host.audit())[1]).toMatchObject({ kind: 'call', outcome: 'error' });
  });

  it('that returns nothing is a fault, not an empty answer', async () => {
    const { host } = await ruled(around(() => Promise.resolve(undefined)));
    expect(errorIn(await host.call('get_system_status'))).toMatchObject({
      code: 'INTERNAL',
      message: 'The middleware wrapper returned what is no outcome; return what next() gave.',
    });
  });

  it('around a challenge does not keep the person from being asked', async () => {
    const cloud = new Acme(server({ id: 'i-1', tags: { env: 'prod' } }));
    const asked: string[] = [];
    const host = await hostOf(cloud, {
      policies: [around((_, next) => next())],
      elicitation: ({ message }) => {
        asked.push(message);
        return { action: 'decline' };
      },
    });
    await host.call('manage_instance_power', POWER);
    expect(asked).toHaveLength(1);
  });
});
