import { describe, expect, it } from '@jest/globals';
import { bandwidthOf, bandwidthText, daysBack, daysOf, toMetrics } from '../../plugins/vultr/bandwidth.js';
import { toInstance } from '../../plugins/vultr/map.js';
import { instance } from '../../plugins/vultr/simulator.js';
import { BandwidthAnswer, WireInstance } from '../../plugins/vultr/wire.js';

const ID = 'cb676a46-66fd-4dfb-b839-443f2e6c0b60';
const NOW = new Date('2026-03-02T06:00:00Z');
const server = toInstance(
  WireInstance.parse(instance({ id: ID, label: 'shop-web-01', allowedBandwidth: 2000 }).wire),
  'default',
  { ipv4: [], reserved: [] },
);
const days = daysOf({
  '2026-03-02': { incoming_bytes: 5_000_000, outgoing_bytes: 30_000_000 },
  '2026-02-28': { incoming_bytes: 1_000_000_000, outgoing_bytes: 2_000_000_000 },
  '2026-03-01': { incoming_bytes: 10_000_000, outgoing_bytes: 70_000_000 },
});

describe('the bandwidth of an instance', () => {
  it('is by day, oldest first, with totals, this month apart, and the allowance', () => {
    expect(bandwidthOf(server, days, NOW)).toEqual({
      instance_id: ID,
      name: 'shop-web-01',
      days: [
        { date: '2026-02-28', incoming_bytes: 1_000_000_000, outgoing_bytes: 2_000_000_000 },
        { date: '2026-03-01', incoming_bytes: 10_000_000, outgoing_bytes: 70_000_000 },
        { date: '2026-03-02', incoming_bytes: 5_000_000, outgoing_bytes: 30_000_000 },
      ],
      total: { incoming_bytes: 1_015_000_000, outgoing_bytes: 2_100_000_000 },
      this_month: { month: '2026-03', incoming_bytes: 15_000_000, outgoing_bytes: 100_000_000 },
      allowance_gb_per_month: 2000,
    });
  });

  it('is told in a few lines', () => {
    expect(bandwidthText(bandwidthOf(server, days, NOW)).split('\n')).toEqual([
      `shop-web-01 (${ID}): 0.02 GB in, 0.1 GB out in 2026-03 so far; the plan allows 2000 GB a month`,
      '3 days: 1.02 GB in, 2.1 GB out',
      '2026-02-28 1 GB in, 2 GB out',
      '2026-03-01 0.01 GB in, 0.07 GB out',
      '2026-03-02 0.01 GB in, 0.03 GB out',
    ]);
  });

  it('of an instance that is new is nothing, without an allowance where Vultr says none', () => {
    const { details: _, ...brief } = server;
    const nothing = bandwidthOf(brief, [], NOW);
    expect([nothing.days, nothing.total]).toEqual([[], { incoming_bytes: 0, outgoing_bytes: 0 }]);
    expect('allowance_gb_per_month' in nothing).toBe(false);
  });

  it('may come as an empty object or as an empty list', () => {
    expect(BandwidthAnswer.parse({ bandwidth: {} }).bandwidth).toEqual({});
    expect(BandwidthAnswer.parse({ bandwidth: [] }).bandwidth).toEqual({});
  });

  it.each([
    [{ bandwidth: { yesterday: { incoming_bytes: 1, outgoing_bytes: 1 } } }],
    [{ bandwidth: [1] }],
    [{ bandwidth: { '2026-03-01': { incoming_bytes: 'much', outgoing_bytes: 1 } } }],
    [{}],
  ])('in another form, %j, is refused', (body) => {
    expect(BandwidthAnswer.safeParse(body).success).toBe(false);
  });
});

describe('bandwidth as metrics', () => {
  const at = (text: string) => Date.parse(text) / 1000;

  it('has a day at its end, and today where the range ends', () => {
    const { series, resolutionSeconds, notes } = toMetrics(days, {
      start: new Date('2026-02-27T06:00:00Z'),
      end: NOW,
    });
    expect(series).toEqual([
      {
        name: 'bandwidth_incoming_per_day',
        unit: 'bytes',
        points: [
          [at('2026-03-01T00:00:00Z'), 1_000_000_000],
          [at('2026-03-02T00:00:00Z'), 10_000_000],
          [at('2026-03-02T06:00:00Z'), 5_000_000],
        ],
      },
      {
        name: 'bandwidth_outgoing_per_day',
        unit: 'bytes',
        points: [
          [at('2026-03-01T00:00:00Z'), 2_000_000_000],
          [at('2026-03-02T00:00:00Z'), 70_000_000],
          [at('2026-03-02T06:00:00Z'), 30_000_000],
        ],
      },
    ]);
    expect(resolutionSeconds).toBe(86_400);
    expect(notes?.[0]).toContain('no CPU, memory or disk');
  });

  it('of the last hour are today so far alone', () => {
    const { series } = toMetrics(days, { start: new Date('2026-03-02T05:00:00Z'), end: NOW });
    expect(series.map(({ points }) => points.length)).toEqual([1, 1]);
  });

  it('have no line without a day', () => {
    expect(toMetrics([], { start: new Date('2026-03-02T05:00:00Z'), end: NOW }).series).toEqual([]);
  });

  it.each([
    [1, 2],
    [24, 2],
    [25, 3],
    [720, 31],
  ])('of %i hours need %i days', (hours, expected) => {
    expect(daysBack({ start: new Date(NOW.getTime() - hours * 3_600_000), end: NOW })).toBe(expected);
  });
});
