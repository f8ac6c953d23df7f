import { describe, expect, it } from '@jest/globals';
import {
  bandwidth,
  cpuBusy,
  filesystemsUsed,
  memoryUsed,
  pointsOf,
} from '../../plugins/digitalocean/charts.js';
import { summarize, thin } from '../../src/plugin/monitoring.js';

const line = (metric: Record<string, string>, ...values: [number, string][]) => ({ metric, values });

describe('CPU', () => {
  it('is what is not idle between two points', () => {
    const modes = [
      line({ mode: 'idle' }, [100, '1000'], [220, '1090'], [340, '1210']),
      line({ mode: 'user' }, [100, '50'], [220, '70'], [340, '70']),
      line({ mode: 'system' }, [100, '10'], [220, '20'], [340, '20']),
    ];
    expect(cpuBusy(modes)).toEqual([
      [220, 25],
      [340, 0],
    ]);
  });

  it('leaves out the point after a reboot, where the counters begin anew', () => {
    const modes = [
      line({ mode: 'idle' }, [100, '1000'], [220, '10'], [340, '70']),
      line({ mode: 'user' }, [100, '500'], [220, '5'], [340, '65']),
    ];
    expect(cpuBusy(modes)).toEqual([[340, 50]]);
  });

  it('is empty without data', () => {
    expect(cpuBusy([])).toEqual([]);
    expect(cpuBusy([line({ mode: 'idle' }, [100, '1'])])).toEqual([]);
  });
});

describe('memory, file systems and bandwidth', () => {
  it('are percent used, where both numbers are there', () => {
    expect(
      memoryUsed([line({}, [1, '1000'], [2, '1000'], [3, '0'])], [line({}, [1, '250'], [3, '0'])]),
    ).toEqual([[1, 75]]);
    expect(memoryUsed([], [])).toEqual([]);
  });

  it('belong together by device and mount point', () => {
    const root = { device: '/dev/vda1', mountpoint: '/' };
    const data = { device: '/dev/sda', mountpoint: '/data' };
    expect(
      filesystemsUsed(
        [line(root, [1, '100']), line(data, [1, '200'])],
        [line(data, [1, '50']), line(root, [1, '90'])],
      ),
    ).toEqual([
      { name: 'filesystem_used /', unit: 'percent', points: [[1, 10]] },
      { name: 'filesystem_used /data', unit: 'percent', points: [[1, 75]] },
    ]);
  });

  it('come as megabits and leave as bytes per second', () => {
    expect(bandwidth([line({}, [1, '0.016'], [2, '8'])])).toEqual([
      [1, 2000],
      [2, 1_000_000],
    ]);
  });

  it('are put in order, and what is no number is left out', () => {
    expect(pointsOf(line({}, [2, '2'], [1, '1'], [3, 'NaN'], [4, '']))).toEqual([
      [1, 1],
      [2, 2],
    ]);
  });
});

describe('a summary', () => {
  const points = Array.from(
    { length: 1000 },
    (_, index) => [index, index === 500 ? 99 : index === 501 ? -7 : index % 5] as const,
  );

  it('keeps the extremes exactly in few points', () => {
    const summary = summarize({ name: 'cpu_used', unit: 'percent', points });
    expect(summary).toMatchObject({ name: 'cpu_used', unit: 'percent', min: -7, max: 99, last: 4 });
    expect(summary?.points).toHaveLength(60);
    expect(summary?.points).toContainEqual([500, 99]);
    expect(summary?.points).toContainEqual([501, -7]);
    const times = summary?.points.map(([at]) => at) ?? [];
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it('leaves a short series as it is and none of an empty one', () => {
    const short = points.slice(0, 60);
    expect(thin(short, 60)).toEqual(short);
    expect(
      summarize({
        name: 'x',
        unit: 'load',
        points: [
          [1, 0.5],
          [2, 0.25],
        ],
      }),
    ).toEqual({
      name: 'x',
      unit: 'load',
      min: 0.25,
      avg: 0.38,
      max: 0.5,
      last: 0.25,
      points: [
        [1, 0.5],
        [2, 0.25],
      ],
    });
    expect(summarize({ name: 'x', unit: 'load', points: [] })).toBeUndefined();
  });
});
