import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { manualClock } from 'multi-cloud-manager/testing';
import {
  createDigitalOceanSimulator,
  droplet,
  exampleFleet,
  type DigitalOceanSimulator,
} from '../../../plugins/digitalocean/simulator.js';
import { act, ask } from './ask.js';

let simulator: DigitalOceanSimulator;

beforeEach(async () => {
  simulator = await createDigitalOceanSimulator({
    clock: manualClock('2026-02-01T12:00:00Z'),
    accounts: [{ droplets: exampleFleet(), tokens: { all: 'all' } }],
  });
});

afterEach(() => simulator.close());

describe('actions', () => {
  it('are in progress until their time has passed, then the droplet has changed', async () => {
    const { status, body } = await act(simulator.url, 123456, 'power_off');
    expect([status, body.action.status, body.action.completed_at]).toEqual([201, 'in-progress', null]);
    const look = async (): Promise<string[]> => [
      (await ask(simulator.url, `/v2/actions/${String(body.action.id)}`)).body.action.status,
      (await ask(simulator.url, '/v2/droplets/123456')).body.droplet.status,
    ];
    simulator.clock.advance(7_999);
    expect(await look()).toEqual(['in-progress', 'active']);
    simulator.clock.advance(1);
    expect(await look()).toEqual(['completed', 'off']);
    const done = await ask(simulator.url, `/v2/droplets/123456/actions/${String(body.action.id)}`);
    expect(done.body.action.completed_at).toBe('2026-02-01T12:00:08Z');
  });

  it.each([
    [123459, 'power_on', 'active'],
    [123456, 'shutdown', 'off'],
    [123456, 'reboot', 'active'],
    [123456, 'power_cycle', 'active'],
    [123456, 'rebuild', 'active'],
  ])('of droplet %i by %s leads to %s', async (id, type, status) => {
    await act(simulator.url, id, type);
    simulator.clock.advance(8_000);
    expect(simulator.droplet(id)?.status).toBe(status);
  });

  it.each([
    [123456, 'power_on', 'Droplet is already powered on.'],
    [123459, 'power_off', 'Droplet is already powered off.'],
    [123459, 'shutdown', 'Droplet is already powered off.'],
    [123459, 'reboot', 'Droplet is currently off. Please power it on to run this event.'],
    [123456, 'explode', 'Type is invalid.'],
  ])('of droplet %i by %s are refused: %s', async (id, type, message) => {
    const answer = await act(simulator.url, id, type);
    expect([answer.status, answer.body.id, answer.body.message]).toEqual([
      422,
      'unprocessable_entity',
      message,
    ]);
  });

  it('run one at a time on a droplet', async () => {
    await act(simulator.url, 123456, 'reboot');
    expect((await act(simulator.url, 123456, 'power_off')).body.message).toBe(
      'Droplet already has a pending event.',
    );
    expect((await act(simulator.url, 123457, 'reboot')).status).toBe(201);
  });

  it('can end with an error, or be done without the guest doing anything', async () => {
    simulator.endNextAction('errored', 123457);
    simulator.endNextAction('ignored');
    await act(simulator.url, 123456, 'shutdown');
    await act(simulator.url, 123457, 'shutdown');
    await act(simulator.url, 123460, 'shutdown');
    simulator.clock.advance(8_000);
    const seen = [123456, 123457, 123460].map((id) => [
      simulator.actions(id)[0]?.status,
      simulator.droplet(id)?.status,
    ]);
    expect(seen).toEqual([
      ['completed', 'active'],
      ['errored', 'active'],
      ['completed', 'off'],
    ]);
  });

  it('destroy too, so that a test can see that nothing asks for it', async () => {
    expect((await ask(simulator.url, '/v2/droplets/123460', 'all', { method: 'DELETE' })).status).toBe(204);
    expect((await ask(simulator.url, '/v2/droplets/123460')).status).toBe(404);
    expect((await act(simulator.url, 123456, 'rebuild')).status).toBe(201);
    expect(simulator.journal.mutations().map(({ method, body }) => [method, body])).toEqual([
      ['DELETE', undefined],
      ['POST', { type: 'rebuild' }],
    ]);
  });

  it('have a history, newest first, in pages', async () => {
    const history = Array.from({ length: 25 }, (_, day) => ({
      type: day === 0 ? 'create' : 'reboot',
      startedAt: `2026-01-${String(day + 1).padStart(2, '0')}T00:00:00Z`,
      ...(day === 24 ? { status: 'errored' as const } : {}),
    }));
    await simulator.close();
    simulator = await createDigitalOceanSimulator({
      accounts: [{ droplets: [droplet({ id: 9, name: 'old', history })], tokens: { all: 'all' } }],
    });
    const first = (await ask(simulator.url, '/v2/droplets/9/actions')).body;
    expect([first.actions.length, first.meta.total]).toEqual([20, 25]);
    expect(first.actions[0]).toMatchObject({
      type: 'reboot',
      status: 'errored',
      started_at: '2026-01-25T00:00:00Z',
      completed_at: '2026-01-25T00:00:08Z',
    });
    const second = (await ask(simulator.url, first.links.pages?.['next'] ?? '')).body;
    expect(second.actions.at(-1)).toMatchObject({ type: 'create', started_at: '2026-01-01T00:00:00Z' });
  });
});
