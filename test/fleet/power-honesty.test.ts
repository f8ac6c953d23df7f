import { describe, expect, it } from '@jest/globals';
import { McmError, type Clock, type Permit, type PowerProgress } from 'multi-cloud-manager/plugin';
import { HostFleet } from '../../src/fleet/fleet.js';
import { Roster } from '../../src/fleet/roster.js';
import { createMint, noteRequestId } from '../../src/power/permit.js';
import { Acme, AcmeProvider, down, server } from '../fixtures/acme.js';
import { TestClock } from '../fixtures/clock.js';
import { context, lines, refusal } from './fleet-fixture.js';

/** A fleet on one cloud, with the mint that its permits come from. */
function fleetOn(cloud: Acme, clock: Clock = TestClock.running()) {
  const roster = new Roster();
  roster.add({ name: 'acme', provider: new AcmeProvider({ cloud }), power: {}, log: lines() });
  const mint = createMint();
  const instance = structuredClone(cloud.instance('i-1'));
  const permit = mint.mint({
    ...{ provider: 'acme', account: 'default', instance, action: 'reboot', variant: 'reboot' },
    ...{ force: false, callId: 'call-1' },
  });
  const fleet = new HostFleet(roster, clock, { next: () => 'id' });
  const power = (given: Permit = permit, more: Parameters<typeof context>[0] = {}) =>
    fleet.power(given, 20, context(more));
  return { mint, permit, power };
}

describe('the fleet takes no permit but the guard’s', () => {
  it.each<[string, (permit: Permit) => Permit]>([
    ['a copy', (permit) => ({ ...permit })],
    ['a clone', (permit) => structuredClone(permit)],
    ['a stand-in', (permit) => new Proxy(permit, {})],
    ['an heir', (permit) => Object.create(permit) as Permit],
  ])('so %s reaches no provider, not even one that hands no permit in', async (_name, forge) => {
    const cloud = new Acme(server({ id: 'i-1' }));
    const { permit, power } = fleetOn(cloud);
    expect(await refusal(power(forge(permit)))).toMatchObject({
      code: 'INTERNAL',
      message: 'The permit was not issued by this host. Nothing was sent.',
    });
    expect(cloud.acts).toEqual([]);
  });

  it('and each once', async () => {
    const cloud = new Acme(server({ id: 'i-1' }));
    const { power } = fleetOn(cloud);
    const ends = await Promise.allSettled([power(), power(), power()]);
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(await refusal(power())).toMatchObject({ code: 'INTERNAL' });
    expect(cloud.acts).toHaveLength(1);
  });

  it('and none whose call has ended', async () => {
    const cloud = new Acme(server({ id: 'i-1' }));
    const { mint, permit, power } = fleetOn(cloud);
    mint.retire(permit);
    expect(await refusal(power())).toMatchObject({
      message: 'The call that the permit was for has ended. Nothing was sent.',
    });
    expect(cloud.acts).toEqual([]);
  });

  it('and what a provider kept of one is worth nothing afterwards', async () => {
    const cloud = new Acme(server({ id: 'i-1' }));
    const { mint, permit, power } = fleetOn(cloud);
    await power();
    expect(() => {
      mint.spend(permit);
    }).toThrow('has ended');
  });
});

describe('once the permit was spent, a failure does not mean that nothing was done [RULE:NEVER-SENT-TWICE]', () => {
  /** A cloud whose plugin hands its permit in, and then ends like this. */
  function spending(end: () => PowerProgress) {
    const cloud = new Acme(server({ id: 'i-1' }));
    const made = fleetOn(cloud);
    cloud.answer = (permit) => {
      made.mint.spend(permit);
      return end();
    };
    return { cloud, ...made };
  }
  const throwing = (error: unknown) => (): never => {
    throw error;
  };

  it.each<[string, unknown, string]>([
    [
      'a plugin that fails on the answer',
      new TypeError('x is not a function'),
      'the plugin failed on the answer',
    ],
    ['an error that does not say what became of it', down(), 'Acme is down.'],
    ['a lost answer', new McmError('PROVIDER_TIMEOUT', 'late', { details: { outcome: 'unknown' } }), 'late'],
  ])('%s is unknown', async (_name, error, why) => {
    const { power, cloud } = spending(throwing(error));
    expect(await power()).toMatchObject({
      status: 'unknown',
      message: `The request was sent and no clear answer came back (${why}). It may or may not have taken effect, and it will not be sent again. Look at the instance before anything else.`,
    });
    expect(cloud.acts).toHaveLength(1);
  });

  it('an error that says that nothing was done is that error', async () => {
    const { power } = spending(
      throwing(new McmError('RATE_LIMITED', 'Later.', { details: { outcome: 'not_done' } })),
    );
    expect(await refusal(power())).toMatchObject({ code: 'RATE_LIMITED', details: { outcome: 'not_done' } });
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['a word', 'completed'],
    ['a state that there is not', { state: 'done' }],
  ])('a plugin that answers %s is unknown', async (_name, said) => {
    const { power } = spending(() => said as PowerProgress);
    expect(await power()).toMatchObject({ status: 'unknown', state_before: 'running' });
  });

  it('what a plugin says beside the state is left out where it is none', async () => {
    const { power } = spending(
      () => ({ state: 'completed', operationId: 7, requestId: '', message: {} }) as unknown as PowerProgress,
    );
    const result = await power();
    expect(result).toMatchObject({ status: 'completed', message: 'reboot is done.' });
    expect(result).not.toHaveProperty('operation_id');
    expect(result).not.toHaveProperty('request_id');
  });

  it.each<[string, (cloud: Acme) => void]>([
    [
      'cannot be read',
      (cloud) => (cloud.before = ({ verb }) => (verb === 'get' ? Promise.reject(down()) : undefined)),
    ],
    ['is nonsense', (cloud) => (cloud.instance('i-1').vcpus = 'many' as unknown as number)],
  ])('an instance that %s afterwards does not undo the answer', async (_name, spoil) => {
    const { power, cloud } = spending(() => ({ state: 'completed' }));
    spoil(cloud);
    const result = await power();
    expect(result).toMatchObject({ status: 'completed', state_before: 'running' });
    expect(result).not.toHaveProperty('state_after');
  });

  it('a listener that throws does not keep it from being followed', async () => {
    const { power, cloud } = spending(() => ({ state: 'in_progress' }));
    cloud.also = {};
    const progress = (): never => {
      throw new Error('The client is gone.');
    };
    expect(await power(undefined, { progress })).toMatchObject({ status: 'in_progress' });
  });
});

describe('following an action', () => {
  it('a look that says nothing leaves the last answer as it is', async () => {
    const cloud = new Acme(server({ id: 'i-1' }));
    cloud.answer = () => ({ state: 'in_progress', operationId: 'op-1' });
    cloud.also = { progress: () => Promise.resolve(undefined as unknown as PowerProgress) };
    expect(await fleetOn(cloud).power()).toMatchObject({ status: 'in_progress', operation_id: 'op-1' });
  });

  it('a look that throws at once does too', async () => {
    const cloud = new Acme(server({ id: 'i-1' }));
    cloud.answer = () => ({ state: 'in_progress' });
    cloud.also = {
      progress: () => {
        throw new TypeError('broken');
      },
    };
    expect(await fleetOn(cloud).power()).toMatchObject({ status: 'in_progress' });
  });

  it('a clock that cannot wait ends it with what is known', async () => {
    const cloud = new Acme(server({ id: 'i-1' }));
    cloud.answer = () => ({ state: 'in_progress' });
    const times = [0, 0, 30_000];
    const clock: Clock = {
      now: () => new Date(times.shift() ?? 60_000),
      sleep: () => Promise.reject(new Error('no time')),
    };
    expect(await fleetOn(cloud, clock).power()).toMatchObject({ status: 'in_progress' });
  });

  it('a reboot that nobody saw is not called done because the instance runs', async () => {
    const cloud = new Acme(server({ id: 'i-1' }));
    cloud.answer = () => ({ state: 'in_progress' });
    expect(await fleetOn(cloud).power()).toMatchObject({ status: 'in_progress', state_after: 'running' });
  });

  it('a reboot is done once the instance was seen away and is back', async () => {
    const cloud = new Acme(server({ id: 'i-1' }));
    cloud.answer = () => ({ state: 'in_progress' });
    let looks = 0;
    cloud.before = ({ verb }) => {
      if (verb === 'get') cloud.instance('i-1').status = ++looks === 2 ? 'rebooting' : 'running';
    };
    expect(await fleetOn(cloud).power()).toMatchObject({ status: 'completed' });
    expect(looks).toBe(4);
  });
});

describe("the cloud's id of the request", () => {
  it('is what the plugin says', async () => {
    const cloud = new Acme(server({ id: 'i-1' }));
    cloud.answer = () => ({ state: 'completed', requestId: 'req-1' });
    expect(await fleetOn(cloud).power()).toMatchObject({ request_id: 'req-1' });
  });

  it('is what came with the answer, where the plugin says nothing, also when it was looked at later', async () => {
    const cloud = new Acme(server({ id: 'i-1' }));
    const { permit, power } = fleetOn(cloud);
    cloud.also = {};
    cloud.answer = () => {
      noteRequestId(permit, 'req-2');
      return { state: 'in_progress' };
    };
    expect(await power()).toMatchObject({ status: 'in_progress', request_id: 'req-2' });
  });

  it('is what came with an answer that says nothing', async () => {
    const cloud = new Acme(server({ id: 'i-1' }));
    cloud.answer = () => {
      throw new McmError('PROVIDER_ERROR', 'HTTP 500', {
        details: { outcome: 'unknown', request_id: 'req-3' },
      });
    };
    expect(await fleetOn(cloud).power()).toMatchObject({ status: 'unknown', request_id: 'req-3' });
  });
});
