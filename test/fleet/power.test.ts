import { describe, expect, it } from '@jest/globals';
import { McmError, type PowerProgress } from 'multi-cloud-manager/plugin';
import { Acme, down, server } from '../fixtures/acme.js';
import { context, fleetOf, permitFor, refusal } from './fleet-fixture.js';

/** Answers with these, one look after the other; the last stays. */
const steps = (...states: readonly PowerProgress[]) => {
  let at = 0;
  return () => Promise.resolve(states[Math.min(at++, states.length - 1)] ?? { state: 'errored' as const });
};
const under = (percent?: number): PowerProgress => ({
  state: 'in_progress',
  operationId: 'op-9',
  ...(percent !== undefined && { percent }),
});

function cloudWith(...looks: readonly PowerProgress[]): Acme {
  const cloud = new Acme(server({ id: 'i-1' }));
  cloud.answer = () => under();
  cloud.also = { progress: steps(...looks) };
  return cloud;
}

describe('a power action', () => {
  it('that is done at once is completed, with the state before and after', async () => {
    const cloud = new Acme(server({ id: 'i-1' }));
    const { fleet } = fleetOf({ acme: cloud });
    expect(await fleet.power(permitFor(cloud, 'i-1', 'power_off'), 20, context())).toEqual({
      status: 'completed',
      provider: 'acme',
      account: 'default',
      instance_id: 'i-1',
      action: 'power_off',
      operation_id: 'op-1',
      state_before: 'running',
      state_after: 'stopped',
      message: 'power_off is done.',
    });
  });

  it('is followed to its end, with pauses that grow to 5 s', async () => {
    const cloud = cloudWith(under(), under(), under(), under(), under(), {
      state: 'completed',
      operationId: 'op-9',
    });
    const { fleet, clock } = fleetOf({ acme: cloud });
    expect(await fleet.power(permitFor(cloud, 'i-1'), 55, context())).toMatchObject({
      status: 'completed',
      operation_id: 'op-9',
    });
    expect(clock.slept).toEqual([1000, 1500, 2250, 3375, 5000, 5000]);
  });

  it('that the cloud reports as failed is errored, in the words of the plugin', async () => {
    const cloud = cloudWith({ state: 'errored', operationId: 'op-9', message: 'Acme could not do it.' });
    const { fleet } = fleetOf({ acme: cloud });
    expect(await fleet.power(permitFor(cloud, 'i-1'), 20, context())).toMatchObject({
      status: 'errored',
      message: 'Acme could not do it.',
    });
  });

  it('that takes longer than the caller waits is in_progress, never taken for done [PARAM:manage_instance_power.wait_seconds]', async () => {
    const cloud = cloudWith(under());
    const { fleet, clock } = fleetOf({ acme: cloud });
    expect(await fleet.power(permitFor(cloud, 'i-1'), 4, context())).toMatchObject({
      status: 'in_progress',
      message:
        "reboot was accepted and is still under way after 4 s. Do not send it again; look at the instance's status.",
    });
    expect(clock.slept).toEqual([1000, 1500, 1500]);
  });

  it('with no time to wait is not followed', async () => {
    const cloud = cloudWith({ state: 'completed' });
    const { fleet, clock } = fleetOf({ acme: cloud });
    expect(await fleet.power(permitFor(cloud, 'i-1'), 0, context())).toMatchObject({ status: 'in_progress' });
    expect(clock.slept).toEqual([]);
  });

  it('of a cloud that cannot be asked about it is done when the instance is as it should be', async () => {
    const cloud = new Acme(server({ id: 'i-1' }));
    cloud.answer = () => under();
    let looks = 0;
    cloud.before = ({ verb }) => {
      if (verb === 'get' && ++looks === 2) cloud.instance('i-1').status = 'stopped';
    };
    const { fleet } = fleetOf({ acme: cloud });
    expect(await fleet.power(permitFor(cloud, 'i-1', 'shutdown'), 20, context())).toMatchObject({
      status: 'completed',
      state_after: 'stopped',
    });
  });

  it('is followed on when a look at it fails', async () => {
    const cloud = cloudWith();
    let looks = 0;
    cloud.also = {
      progress: () =>
        ++looks === 1 ? Promise.reject(down()) : Promise.resolve({ state: 'completed' as const }),
    };
    const { fleet } = fleetOf({ acme: cloud });
    expect(await fleet.power(permitFor(cloud, 'i-1'), 20, context())).toMatchObject({ status: 'completed' });
  });

  it('tells how it goes', async () => {
    const cloud = cloudWith(under(50), { state: 'completed' });
    const said: unknown[] = [];
    await fleetOf({ acme: cloud }).fleet.power(
      permitFor(cloud, 'i-1'),
      20,
      context({ progress: (...parts) => said.push(parts) }),
    );
    expect(said).toEqual([
      ['reboot is under way', undefined, undefined],
      ['reboot is under way', 50, 100],
    ]);
  });
});

describe('a power request [RULE:NEVER-SENT-TWICE]', () => {
  it('whose answer is lost is unknown, and is not sent again', async () => {
    const cloud = new Acme(server({ id: 'i-1' }));
    cloud.answer = () => {
      throw new McmError('PROVIDER_TIMEOUT', 'no answer in time', { details: { outcome: 'unknown' } });
    };
    const { fleet } = fleetOf({ acme: cloud });
    expect(await fleet.power(permitFor(cloud, 'i-1'), 20, context())).toMatchObject({
      status: 'unknown',
      state_before: 'running',
      message:
        'The request was sent and no clear answer came back (no answer in time). It may or may not have taken effect, and it will not be sent again. Look at the instance before anything else.',
    });
    expect(cloud.acts).toHaveLength(1);
  });

  it('that the cloud refuses is that error, and is not sent again', async () => {
    const cloud = new Acme(server({ id: 'i-1' }));
    cloud.answer = () => {
      throw down();
    };
    const { fleet } = fleetOf({ acme: cloud });
    expect(await refusal(fleet.power(permitFor(cloud, 'i-1'), 20, context()))).toMatchObject({
      code: 'PROVIDER_ERROR',
    });
    expect(cloud.acts).toHaveLength(1);
  });

  it('is followed to its end when the call is cancelled after it was sent', async () => {
    const controller = new AbortController();
    const cloud = cloudWith(under(), { state: 'completed' });
    cloud.answer = () => {
      controller.abort();
      return under();
    };
    const { fleet } = fleetOf({ acme: cloud });
    expect(
      await fleet.power(permitFor(cloud, 'i-1'), 20, context({ signal: controller.signal })),
    ).toMatchObject({
      status: 'completed',
      state_after: 'running',
    });
    expect(cloud.acts).toHaveLength(1);
  });

  it('is not sent by a cloud that has no power', async () => {
    const cloud = new Acme(server({ id: 'i-1' }));
    cloud.also = { power: undefined } as object;
    expect(
      await refusal(fleetOf({ acme: cloud }).fleet.power(permitFor(cloud, 'i-1'), 20, context())),
    ).toMatchObject({
      code: 'OPERATION_NOT_SUPPORTED',
    });
  });
});
