import { describe, expect, it } from '@jest/globals';
import { written, writtenTicks } from '../../src/chart/numbers.js';
import { unitOf } from '../../src/chart/units.js';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
const as = (value: number, unit: string, locale = 'en'): string =>
  plain(written(value, unitOf(unit), locale));

describe('a value is written with its unit [RULE:CHART]', () => {
  it.each<[number, string, string]>([
    [0, 'percent', '0%'],
    [7.256, 'percent', '7.26%'],
    [99.96, 'percent', '100%'],
    [0, 'bytes', '0 B'],
    [999, 'bytes', '999 B'],
    [999.96e3, 'bytes', '1 MB'],
    [1500, 'bytes_per_second', '1.5 kB/s'],
    [117_700_000, 'bytes_per_second', '118 MB/s'],
    [-1500, 'bytes', '-1.5 kB'],
    [1536, 'kibibytes', '1.5 MiB'],
    [2.5, 'gibibytes', '2.5 GiB'],
    [3, 'megabytes', '3 MB'],
    [8_000_000, 'bits_per_second', '8 Mbit/s'],
    [4, 'megabits_per_second', '4 Mbit/s'],
    [12_345, 'operations_per_second', '12.3k ops/s'],
    [0.0421, 'operations_per_second', '0.042 ops/s'],
    [3, 'count', '3'],
    [1_200_000, 'count', '1.2M'],
    [0.53, 'load', '0.53'],
    [144, 'credits', '144 credits'],
    [5, 'open_files', '5 open files'],
    [5, 'open_files_per_minute', '5 open files/min'],
    [0.25, 'seconds', '250 ms'],
    [12, 'milliseconds', '12 ms'],
    [90, 'seconds', '90 s'],
    [2e-9, 'seconds', '0.002 µs'],
    [21.5, 'celsius', '21.5 °C'],
    [2, '', '2'],
    [3, 'constructor', '3 constructor'],
    [Number.NaN, 'percent', '–'],
  ])('%d %s is %s', (value, unit, text) => {
    expect(as(value, unit)).toBe(text);
  });

  it('in the language of the viewer', () => {
    expect(as(7.5, 'percent', 'de')).toBe('7,5 %');
    expect(as(1500, 'bytes', 'de')).toBe('1,5 kB');
  });
});

describe('the ticks of an axis', () => {
  const ticks = (values: readonly number[], unit: string) =>
    writtenTicks(values, unitOf(unit), 'en').map(plain);

  it('share a prefix and their decimals', () => {
    expect(ticks([0, 500_000, 1_000_000], 'bytes_per_second')).toEqual(['0.0 B/s', '0.5 MB/s', '1.0 MB/s']);
    expect(ticks([0, 0.25, 0.5, 0.75], 'load')).toEqual(['0.00', '0.25', '0.50', '0.75']);
    expect(ticks([0, 25, 50, 75, 100], 'percent')).toEqual(['0%', '25%', '50%', '75%', '100%']);
    expect(ticks([-10, 0, 10], 'celsius')).toEqual(['-10 °C', '0 °C', '10 °C']);
  });
});
