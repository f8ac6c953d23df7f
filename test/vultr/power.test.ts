import { afterEach, describe, expect, it } from '@jest/globals';
import type { Instance, PowerAction } from 'multi-cloud-manager/plugin';
import { EXAMPLE, instance } from '../../plugins/vultr/simulator.js';
import { inEnglish } from '../fixtures/in-english.js';
import { closeAll, context, SCOPE, world } from './world.js';

afterEach(closeAll);

describe('a power action', () => {
  type World = Awaited<ReturnType<typeof world>>;

  async function permitFor(made: World, id: string, action: PowerAction, change: Partial<Instance> = {}) {
    const found = await made.provider.get(SCOPE, id, context());
    if (!found) throw new Error('not there');
    return made.mint.mint({
      ...{ provider: 'vultr', account: 'default', instance: { ...found, ...change } },
      ...{ action, force: false, variant: action, callId: 'call-1' },
    });
  }

  it.each([
    ['running', EXAMPLE.web],
    ['pending', EXAMPLE.pending],
  ])('power_on of an instance that is %s is refused: start would restart it', async (status, id) => {
    const made = await world();
    const permit = await permitFor(made, id, 'power_on');
    await expect(made.provider.power(SCOPE, permit, context())).rejects.toMatchObject({
      code: 'INSTANCE_STATE_CONFLICT',
      details: { status, outcome: 'not_done' },
    });
    expect(made.simulator.journal.mutations()).toEqual([]);
    expect(made.simulator.powerEvents()).toEqual([]);
  });

  it('on a locked instance is refused before anything is sent', async () => {
    const made = await world({
      instances: [instance({ id: EXAMPLE.web, label: 'busy', server: 'locked', mainIp: '192.0.2.7' })],
    });
    const permit = await permitFor(made, EXAMPLE.web, 'reboot');
    await expect(made.provider.power(SCOPE, permit, context())).rejects.toMatchObject({
      code: 'OPERATION_IN_PROGRESS',
    });
    expect(made.simulator.journal.mutations()).toEqual([]);
  });

  it('that Vultr refuses because the instance was locked meanwhile is OPERATION_IN_PROGRESS', async () => {
    const made = await world({
      instances: [instance({ id: EXAMPLE.web, label: 'busy', server: 'locked', mainIp: '192.0.2.7' })],
    });
    const permit = await permitFor(made, EXAMPLE.web, 'reboot', { provider_status: 'active/running/ok' });
    await expect(made.provider.power(SCOPE, permit, context())).rejects.toMatchObject({
      code: 'OPERATION_IN_PROGRESS',
    });
    expect(made.simulator.journal.mutations()).toHaveLength(1);
  });

  const states = async (made: World, id: string, action: PowerAction, steps: readonly number[]) => {
    const permit = await permitFor(made, id, action);
    const sent = await made.provider.power(SCOPE, permit, context());
    const seen = [sent.state];
    for (const ms of steps) {
      made.simulator.clock.advance(ms);
      seen.push((await made.provider.progress(SCOPE, permit, sent, context())).state);
    }
    return seen;
  };

  it('power_off is done when the instance is stopped', async () => {
    const made = await world();
    expect(await states(made, EXAMPLE.web, 'power_off', [7_000, 1_000])).toEqual([
      'in_progress',
      'in_progress',
      'completed',
    ]);
  });

  it('power_on is done when the instance runs and has booted', async () => {
    const made = await world();
    expect(await states(made, EXAMPLE.stopped, 'power_on', [7_000, 1_000])).toEqual([
      'in_progress',
      'in_progress',
      'completed',
    ]);
  });

  it('a reboot that does not show is not called done at once, for the instance looks well all the time', async () => {
    const made = await world();
    expect(await states(made, EXAMPLE.web, 'reboot', [0, 9_999, 1])).toEqual([
      'in_progress',
      'in_progress',
      'in_progress',
      'completed',
    ]);
  });

  it('a reboot that shows is done when the instance is back', async () => {
    const made = await world({}, { rebootShows: true, actionSeconds: 4 });
    expect(await states(made, EXAMPLE.web, 'reboot', [1_000, 3_000])).toEqual([
      'in_progress',
      'in_progress',
      'completed',
    ]);
    const long = await world({}, { rebootShows: true, actionSeconds: 40 });
    expect((await states(long, EXAMPLE.web, 'reboot', [30_000, 10_000])).slice(1)).toEqual([
      'in_progress',
      'completed',
    ]);
  });

  it('looks with one request each', async () => {
    const made = await world();
    const permit = await permitFor(made, EXAMPLE.web, 'reboot');
    const sent = await made.provider.power(SCOPE, permit, context());
    made.simulator.journal.clear();
    await made.provider.progress(SCOPE, permit, sent, context());
    expect(made.asked()).toEqual([`GET /v2/instances/${EXAMPLE.web}`]);
  });

  it('says what it costs', async () => {
    const { provider } = await world();
    const found = await provider.get(SCOPE, EXAMPLE.web, context());
    if (!found) throw new Error('not there');
    expect(inEnglish(provider.consequences('power_on', false, found))).toContain(
      "Vultr's start request restarts an instance that is running, so it is sent only to one that is stopped.",
    );
    expect(inEnglish(provider.consequences('power_off', false, found))).toContain(
      'Cuts the power at once, as pulling the plug would; Vultr has no graceful shutdown.',
    );
    expect(
      inEnglish(provider.consequences('reboot', false, { ...found, type: 'vcg-a16-2c-8g-2vram' })),
    ).toEqual([
      'Services on it are away until it is back.',
      'Vultr does not promise that the system is asked to stop first: what is not written to disk may be lost.',
      'Vultr does not say when a restart has ended; look at the services themselves.',
      'Work on the GPU is lost.',
    ]);
  });
});
