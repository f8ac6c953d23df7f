import { describe, expect, it } from '@jest/globals';
import { manualClock } from 'multi-cloud-manager/testing';
import { spansOf, toMetrics } from '../../plugins/alibaba/metrics.js';
import { createAlibabaSimulator, SIMULATOR_KEY } from '../../plugins/alibaba/simulator.js';
import { context, makeProvider, restlessClock } from './world.js';

const END = new Date('2026-03-01T12:00:00Z');
const last = (hours: number) => ({ start: new Date(END.getTime() - hours * 3_600_000), end: END });

describe('the requests for a range', () => {
  it.each([
    [1, [['2026-03-01T11:00:00Z', '2026-03-01T12:00:00Z', 60]]],
    [6, [['2026-03-01T06:00:00Z', '2026-03-01T12:00:00Z', 60]]],
    [7, [['2026-03-01T05:00:00Z', '2026-03-01T12:00:00Z', 600]]],
    [66, [['2026-02-26T18:00:00Z', '2026-03-01T12:00:00Z', 600]]],
    [67, [['2026-02-26T17:00:00Z', '2026-03-01T12:00:00Z', 3600]]],
    [400, [['2026-02-12T20:00:00Z', '2026-03-01T12:00:00Z', 3600]]],
    [
      720,
      [
        ['2026-01-30T12:05:00Z', '2026-02-16T04:05:00Z', 3600],
        ['2026-02-16T04:05:00Z', '2026-03-01T12:00:00Z', 3600],
      ],
    ],
  ])('of %i hours', (hours, expected) => {
    expect(
      spansOf(last(hours)).map(({ startTime, endTime, period }) => [startTime, endTime, period]),
    ).toEqual(expected);
  });

  it('begin and end at whole minutes', () => {
    const odd = { start: new Date('2026-03-01T11:00:30.500Z'), end: new Date('2026-03-01T12:00:30.500Z') };
    expect(spansOf(odd)).toEqual([
      { startTime: '2026-03-01T11:01:00Z', endTime: '2026-03-01T12:01:00Z', period: 60 },
    ]);
  });
});

describe('the series', () => {
  it('have honest units: kilobits of a period become bytes per second', () => {
    const point = {
      TimeStamp: '2026-03-01T11:30:00Z',
      CPU: 7,
      InternetRX: 4800,
      IntranetTX: 60,
      BPSRead: 1000,
      IOPSWrite: 3,
    };
    const { series, resolutionSeconds } = toMetrics([point], 600, last(1));
    expect(series.map(({ name, unit, points }) => [name, unit, points[0]?.[1]])).toEqual([
      ['cpu_used', 'percent', 7],
      ['internet_in', 'bytes_per_second', 1000],
      ['intranet_out', 'bytes_per_second', 12.5],
      ['disk_read', 'bytes_per_second', 1000],
      ['disk_write_operations', 'operations_per_second', 3],
    ]);
    expect(resolutionSeconds).toBe(600);
  });

  it('are in order, each time once, within the range', () => {
    const at = (TimeStamp: string, CPU: number) => ({ TimeStamp, CPU });
    const points = [
      at('2026-03-01T11:40:00Z', 2),
      at('2026-03-01T11:30:00Z', 1),
      at('2026-03-01T11:40:00Z', 2),
      at('2026-03-01T10:59:00Z', 9),
      at('no time', 9),
    ];
    expect(toMetrics(points, 60, last(1)).series[0]?.points.map(([, value]) => value)).toEqual([1, 2]);
  });

  it('that are missing get a sentence', () => {
    expect(toMetrics([], 60, last(1)).notes).toEqual([
      'There is no data at all: the instance was off in this time, or it is newer than that.',
    ]);
    const { notes } = toMetrics([{ TimeStamp: '2026-03-01T11:30:00Z', BPSRead: 1 }], 60, last(1));
    expect(notes?.[0]).toContain('There is no CPU data');
  });
});

describe('thirty days', () => {
  it('come in two requests and make one line', async () => {
    const simulator = await createAlibabaSimulator({ clock: manualClock(END) });
    const { provider, close } = makeProvider({
      env: {
        ALIBABA_CLOUD_ACCESS_KEY_ID: SIMULATOR_KEY.id,
        ALIBABA_CLOUD_ACCESS_KEY_SECRET: SIMULATOR_KEY.secret,
        ALIBABA_CLOUD_ECS_ENDPOINT: simulator.url,
      },
      clock: restlessClock(() => simulator.clock.now()),
    });
    try {
      const scope = { account: 'default', region: 'cn-hangzhou' };
      const instance = await provider.get(scope, 'i-bp1webserver0000001', context());
      if (!instance) throw new Error('not there');
      // The clock goes on while the requests travel.
      simulator.clock.advance(20_000);
      const { series } = await provider.metrics(scope, instance, last(720), context());
      expect(series[0]?.points).toHaveLength(719);
      expect(simulator.journal.entries.map(({ headers }) => headers['x-acs-action'])).toEqual([
        'DescribeInstances',
        'DescribeInstanceMonitorData',
        'DescribeInstanceMonitorData',
      ]);
    } finally {
      await close();
      await simulator.close();
    }
  });
});
