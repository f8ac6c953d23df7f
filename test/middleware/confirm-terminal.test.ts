import { describe, expect, it } from '@jest/globals';
import type { TestHost, TestHostOptions, ToolReply } from 'multi-cloud-manager/testing';
import { Approvals } from '../../src/confirmation/approvals.js';
import { Lockout } from '../../src/confirmation/lockout.js';
import { FileStore } from '../../src/state/file-store.js';
import { Acme, acme, server } from '../fixtures/acme.js';
import { TestClock } from '../fixtures/clock.js';
import { calls, contentOf, errorOf, SESSION } from '../fixtures/direct-host.js';
import { direct, errorIn, hostOf } from '../fixtures/hosts.js';

const POWER = { provider: 'acme', instance_id: 'i-1', action: 'reboot' };
const RIGHT = {
  ip_confirmation: '203.0.113.7',
  name_confirmation: 'web-server-01',
  operation_confirmation: 'reboot',
};
const ADA = { id: 'ada', source: 'terminal', groups: [], authenticated: false };
const SECRETS = /203\.0\.113\.7|web-server-01|重启|重新启动/;
const production = () => new Acme(server({ id: 'i-1', name: 'web-server-01', tags: { env: 'prod' } }));

/** What a person does in a terminal of their own, in another process: nothing is shared but the state directory. */
function terminal(
  { stateDir }: { readonly stateDir: string },
  clock = TestClock.still(new Date().toISOString()),
) {
  const store = new FileStore({ stateDir, clock, host: 'terminal' });
  const approvals = new Approvals(store, clock);
  const first = async () => {
    const [pending] = await approvals.pending();
    if (!pending) throw new Error('Nothing is asked.');
    return pending;
  };
  return {
    pending: async () => (await approvals.pending()).length,
    approve: async (values: Partial<typeof RIGHT> = RIGHT) =>
      (await approvals.grant(await first(), values, ADA)).outcome,
    decline: async () => approvals.decline(await first(), ADA),
    lockout: new Lockout(store, clock),
  };
}

const reboot = (host: TestHost, more = {}): Promise<ToolReply> =>
  host.call('manage_instance_power', { ...POWER, ...more });

describe('a person who approves in a terminal [RULE:APPROVAL]', () => {
  it('is asked by a challenge with the whole command, and the same call then passes once', async () => {
    const cloud = production();
    const host = await hostOf(cloud);
    const asked = await reboot(host);
    expect([
      asked.isError,
      asked.content['status'],
      asked.content['level'],
      asked.content['missing'],
    ]).toEqual([false, 'confirmation_required', 'human', []]);
    const { approve } = asked.content as {
      readonly approve: { readonly command: string; readonly id: string };
    };
    expect(approve.command).toBe(`mcm approve --state-dir ${host.stateDir} ${approve.id}`);
    expect(asked.text).toContain(approve.command);
    expect(JSON.stringify(asked)).not.toMatch(SECRETS);
    expect((await reboot(host)).content['approve']).toEqual(approve);

    expect(await terminal(host).approve()).toBe('granted');
    expect((await reboot(host, { wait_seconds: 0, reason: 'stuck' })).content).toMatchObject({
      status: 'completed',
    });
    expect((await reboot(host)).content['status']).toBe('confirmation_required');
    expect(cloud.acts).toHaveLength(1);
    const done = calls(await host.audit()).find(({ outcome }) => outcome === 'result');
    expect(done?.confirmation).toEqual({
      required: 'human',
      via: 'terminal',
      answer: 'accepted',
      right: ['ip_confirmation', 'name_confirmation', 'operation_confirmation'],
      wrong: [],
      missing: [],
      by: ADA,
    });
  });

  it('approves one of two calls at once, not both', async () => {
    const cloud = production();
    const host = await hostOf(cloud);
    await reboot(host);
    await terminal(host).approve();
    const replies = await Promise.all([reboot(host), reboot(host), reboot(host)]);
    expect(replies.map(({ content }) => content['status']).sort()).toEqual([
      'completed',
      'confirmation_required',
      'confirmation_required',
    ]);
    expect(cloud.acts).toHaveLength(1);
  });

  it('approves that call alone', async () => {
    const cloud = production();
    const host = await hostOf(cloud);
    await reboot(host);
    await terminal(host).approve();
    for (const other of [{ action: 'shutdown' }, { force: true }, { account: 'default' }])
      expect((await reboot(host, other)).content['status']).toBe('confirmation_required');
    expect((await host.call('reboot_acme_instance', { instance_id: 'i-1' })).content['status']).toBe(
      'confirmation_required',
    );
    expect(cloud.acts).toEqual([]);
    expect((await reboot(host)).content['status']).toBe('completed');
  });

  it('approves for the principal who asked', async () => {
    const cloud = production();
    const host = await direct({ config: { plugins: [acme(cloud)] } });
    await host.call('manage_instance_power', POWER);
    await terminal(host).approve();
    const bob = { ...SESSION, principal: { ...SESSION.principal, id: 'bob' } };
    expect(contentOf(await host.call('manage_instance_power', POWER, { session: bob }))['status']).toBe(
      'confirmation_required',
    );
    expect(contentOf(await host.call('manage_instance_power', POWER))['status']).toBe('completed');
  });

  it('is not spent and not asked by a dry run', async () => {
    const cloud = production();
    const host = await hostOf(cloud);
    expect((await reboot(host, { dry_run: true })).content['status']).toBe('dry_run');
    expect(await terminal(host).pending()).toBe(0);
    await reboot(host);
    await terminal(host).approve();
    expect((await reboot(host, { dry_run: true })).content['status']).toBe('dry_run');
    expect((await reboot(host)).content['status']).toBe('completed');
  });

  it('says no: the call is refused, once, and may be asked anew', async () => {
    const cloud = production();
    const host = await hostOf(cloud);
    await reboot(host);
    await terminal(host).decline();
    expect(errorIn(await reboot(host))).toMatchObject({
      code: 'CONFIRMATION_FAILED',
      message: 'The person declined. Nothing was done.',
    });
    expect((await reboot(host)).content['status']).toBe('confirmation_required');
    expect(cloud.acts).toEqual([]);
  });

  it('approved what has changed since: refused, saying what, and the approval is spent', async () => {
    const cloud = production();
    const host = await hostOf(cloud);
    await reboot(host);
    await terminal(host).approve();
    cloud.instance('i-1').tags = { env: 'prod', tier: 'db' };
    expect(errorIn(await reboot(host))).toMatchObject({
      code: 'TARGET_CHANGED',
      message: 'The instance changed since the person was asked (tags). Nothing was done.',
      details: { changed: ['tags'] },
    });
    expect((await reboot(host)).content['status']).toBe('confirmation_required');
    expect(cloud.acts).toEqual([]);
  });

  it('has five minutes', async () => {
    const clock = TestClock.still();
    const cloud = production();
    const host = await hostOf(cloud, { clock });
    await reboot(host);
    await terminal(host, clock).approve();
    clock.advance(5 * 60_000);
    expect((await reboot(host)).content['status']).toBe('confirmation_required');
    expect(cloud.acts).toEqual([]);
  });

  it('does not make wrong arguments right', async () => {
    const cloud = production();
    const host = await hostOf(cloud);
    await reboot(host);
    await terminal(host).approve();
    expect((await reboot(host, { name_confirmation: 'web-server-02' })).code).toBe('CONFIRMATION_FAILED');
    expect(cloud.acts).toEqual([]);
  });
});

describe('the ways to ask a person, in order', () => {
  /** A client whose person does this, question by question. */
  async function withForms(
    actions: readonly ('accept' | 'decline' | 'cancel')[],
    config: TestHostOptions['config'] = {},
  ) {
    const cloud = production();
    const left = [...actions];
    const host = await hostOf(cloud, {
      config,
      elicitation: () => {
        const action = left.shift() ?? 'cancel';
        return action === 'accept' ? { action, content: RIGHT } : { action };
      },
    });
    return { cloud, host, asked: () => actions.length - left.length };
  }

  it.each(['decline', 'cancel'] as const)(
    'after a form that ended in %s the next call offers the terminal',
    async (action) => {
      const { host, asked, cloud } = await withForms([action, 'accept']);
      const refused = errorIn(await reboot(host));
      expect(refused.suggestion).toBe(
        'If the user still wants it: called again, mcm offers another way to confirm it.',
      );
      expect((await reboot(host)).content['approve']).toBeDefined();
      expect([asked(), cloud.acts.length]).toEqual([1, 0]);
      await terminal(host).approve();
      expect((await reboot(host)).content['status']).toBe('completed');
    },
  );

  it('another call is asked by a form again', async () => {
    const { host, asked } = await withForms(['decline', 'decline']);
    await reboot(host);
    await reboot(host, { action: 'shutdown' });
    expect(asked()).toBe(2);
  });

  it('after a form that was filled in the next call is asked by a form too', async () => {
    const { host, asked, cloud } = await withForms(['accept', 'accept']);
    await reboot(host);
    await reboot(host);
    expect([asked(), cloud.acts.length]).toEqual([2, 2]);
  });

  it('where the form is the only way it is shown again', async () => {
    const { host, asked, cloud } = await withForms(['decline', 'accept'], {
      confirmation: { via: ['elicitation'] },
    });
    expect(errorIn(await reboot(host)).suggestion).toBeUndefined();
    expect((await reboot(host)).content['status']).toBe('completed');
    expect([asked(), cloud.acts.length]).toEqual([2, 1]);
  });

  it('the config may put the terminal first, or leave the form out', async () => {
    for (const via of [['terminal', 'elicitation'], ['terminal']]) {
      const { host, asked } = await withForms(['accept'], { confirmation: { via } });
      expect((await reboot(host)).content['approve']).toBeDefined();
      expect(asked()).toBe(0);
    }
  });

  it('a way that there is not stops the start', async () => {
    await expect(hostOf(production(), { config: { confirmation: { via: ['pigeon'] } } })).rejects.toThrow(
      'confirmation.via: there is no confirmer "pigeon"; there are elicitation, terminal.',
    );
  });
});

describe('wrong confirmations [RULE:LOCKOUT]', () => {
  const wrong = { name_confirmation: 'web-server-02' };

  it('lock the power of the instance after the third, over hosts, and a person unlocks it', async () => {
    const cloud = new Acme(server({ id: 'i-1', name: 'web-server-01' }), server({ id: 'i-2' }));
    const config = { plugins: [acme(cloud)] };
    const host = await direct({ config });
    const other = await direct({ config, stateDir: host.stateDir });
    const power = (on: typeof host, more = {}) =>
      on.call('manage_instance_power', { ...POWER, ...RIGHT, ...more });
    expect(errorOf(await power(host, wrong)).details).toEqual({ failed: ['name_confirmation'], left: 2 });
    expect(errorOf(await power(other, { ...wrong, dry_run: true })).details).toMatchObject({ left: 1 });
    const third = errorOf(await power(host, wrong));
    expect(third).toMatchObject({
      code: 'CONFIRMATION_FAILED',
      details: { left: 0, locked_until: expect.any(String) },
    });
    for (const more of [{}, { dry_run: true }, wrong]) {
      const locked = errorOf(await power(other, more));
      expect(locked).toMatchObject({
        code: 'POWER_LOCKED',
        details: { locked_until: third.details?.['locked_until'] },
      });
      expect(locked.suggestion).toContain(`mcm unlock --state-dir ${host.stateDir}`);
      expect(JSON.stringify(locked)).not.toMatch(SECRETS);
    }
    expect(cloud.acts).toEqual([]);
    const neighbour = { instance_id: 'i-2', name_confirmation: 'server-i-2' };
    expect(contentOf(await power(host, neighbour))['status']).toBe('completed');
    await terminal(host).lockout.clear({ provider: 'acme', account: 'default', id: 'i-1' });
    expect(contentOf(await power(host))['status']).toBe('completed');
  });

  it('of many guesses at once the right one does not win', async () => {
    const cloud = new Acme(server({ id: 'i-1', name: 'web-server-01' }));
    const host = await direct({ config: { plugins: [acme(cloud)] } });
    let looks = 0;
    // Three wrong guesses come while the right one is between its check and its act.
    cloud.before = async ({ verb }) => {
      if (verb !== 'get' || ++looks !== 2) return;
      for (let count = 0; count < 3; count += 1)
        await host.call('manage_instance_power', { ...POWER, ...RIGHT, ...wrong });
    };
    const guess = await host.call('manage_instance_power', { ...POWER, ...RIGHT });
    expect(errorOf(guess).code).toBe('POWER_LOCKED');
    expect(cloud.acts).toEqual([]);
  });

  it('in a form count too', async () => {
    const cloud = production();
    const host = await hostOf(cloud, {
      elicitation: () => ({ action: 'accept', content: { ...RIGHT, ip_confirmation: '203.0.113.8' } }),
    });
    for (let count = 0; count < 3; count += 1) await reboot(host);
    expect((await reboot(host)).code).toBe('POWER_LOCKED');
  });
});
