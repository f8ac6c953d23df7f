import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { manualClock } from 'multi-cloud-manager/testing';
import {
  createDigitalOceanSimulator,
  exampleFleet,
  type DigitalOceanSimulator,
} from '../../../plugins/digitalocean/simulator.js';
import { act, ask, type Answer } from './ask.js';

let simulator: DigitalOceanSimulator;

beforeEach(async () => {
  simulator = await createDigitalOceanSimulator({
    clock: manualClock('2026-02-01T12:00:00Z'),
    accounts: [{ droplets: exampleFleet(), tokens: { all: 'all' } }],
  });
});

afterEach(() => simulator.close());

describe('metrics', () => {
  const end = Date.parse('2026-02-01T12:00:00Z') / 1000;
  const metric = (name: string, id: number, more = ''): Promise<Answer> =>
    ask(
      simulator.url,
      `/v2/monitoring/metrics/droplet/${name}?host_id=${String(id)}&start=${String(end - 3600)}&end=${String(end)}${more}`,
    );

  it('of the CPU are counters that grow, one a mode', async () => {
    const { data } = (await metric('cpu', 123456)).body;
    expect(data.resultType).toBe('matrix');
    expect(data.result.map(({ metric: labels }) => labels['mode']).sort()).toEqual(
      'idle iowait irq nice softirq steal system user'.split(' '),
    );
    const falling = data.result.filter(({ values }) =>
      values.some(([, value], index) => Number(value) < Number(values[index - 1]?.[1] ?? 0)),
    );
    expect(falling).toEqual([]);
    const first = data.result.map(({ values }) => Number(values[0]?.[1]));
    const last = data.result.map(({ values }) => Number(values.at(-1)?.[1]));
    const sum = (each: number[]): number => each.reduce((total, value) => total + value, 0);
    // Two cores over the 3,600 seconds between the first and the last point.
    expect(Math.round(sum(last) - sum(first))).toBe(7200);
  });

  it('come every two minutes within the window, as text', async () => {
    const { result } = (await metric('load_1', 123456)).body.data;
    const values = result[0]?.values ?? [];
    expect([values.length, values[0]?.[0], values.at(-1)?.[0]]).toEqual([31, end - 3600, end]);
    expect(new Set(values.map(([, value]) => typeof value))).toEqual(new Set(['string']));
    expect(new Set(values.map(([, value]) => value)).size).toBeGreaterThan(5);
  });

  it('are the same each time', async () => {
    const twice = [await metric('memory_free', 123456), await metric('memory_free', 123456)];
    expect(twice[0]?.body).toEqual(twice[1]?.body);
  });

  it('of memory and disk fit together', async () => {
    const value = async (name: string): Promise<number> =>
      Number((await metric(name, 123456)).body.data.result[0]?.values[0]?.[1]);
    const [total, available, free, cached] = [
      await value('memory_total'),
      await value('memory_available'),
      await value('memory_free'),
      await value('memory_cached'),
    ];
    expect([total, available - free - cached]).toEqual([4096 * 1024 * 1024, 0]);
    expect(available).toBeLessThan(total);
    expect(await value('filesystem_size')).toBe(80 * 1024 ** 3);
    expect(await value('filesystem_free')).toBeLessThan(80 * 1024 ** 3);
  });

  it('are empty without the agent, but for bandwidth', async () => {
    expect((await metric('cpu', 123460)).body).toEqual({
      status: 'success',
      data: { resultType: 'matrix', result: [] },
    });
    const { result } = (await metric('bandwidth', 123460, '&interface=public&direction=inbound')).body.data;
    expect(result[0]?.metric).toEqual({ host_id: '123460', interface: 'public', direction: 'inbound' });
  });

  it('of a network that a droplet has not got are empty', async () => {
    const { result } = (await metric('bandwidth', 123460, '&interface=private&direction=inbound')).body.data;
    expect(result).toEqual([]);
  });

  it('start anew after a reboot and end with the power', async () => {
    await act(simulator.url, 123456, 'reboot');
    simulator.clock.advance(1_800_000);
    await act(simulator.url, 123456, 'power_off');
    simulator.clock.advance(1_800_000);
    const path = `/v2/monitoring/metrics/droplet/cpu?host_id=123456&start=${String(end)}&end=${String(end + 3600)}`;
    const idle = (await ask(simulator.url, path)).body.data.result[0]?.values ?? [];
    expect([idle[0]?.[0], idle[1]?.[0], idle.at(-1)?.[0]]).toEqual([end, end + 120, end + 1800]);
    expect(Number(idle[0]?.[1]) > Number(idle[1]?.[1])).toBe(true);
  });

  it('need a droplet and a window', async () => {
    expect((await metric('cpu', 1)).status).toBe(404);
    expect((await metric('nonsense', 123456)).status).toBe(404);
    expect((await ask(simulator.url, '/v2/monitoring/metrics/droplet/cpu?host_id=123456')).status).toBe(422);
  });
});
