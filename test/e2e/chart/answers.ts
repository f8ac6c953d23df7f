/** A result of a monitoring tool with what a server rarely has all at once. The numbers make round ones. */
const END = Date.parse('2026-07-01T12:00:00Z') / 1000;
const STEP = 300;

const every = (count: number, value: (index: number) => number): [number, number][] =>
  Array.from({ length: count }, (_, index) => [END - (count - 1 - index) * STEP, value(index)]);

function series(name: string, unit: string, points: [number, number][]) {
  const values = points.map(([, value]) => value);
  const sum = values.reduce((a, b) => a + b, 0);
  return {
    ...{ name, unit, points },
    min: Math.min(...values),
    avg: sum / values.length,
    max: Math.max(...values),
    last: values.at(-1) ?? 0,
  };
}

const answer = {
  provider: 'acme',
  instance_id: 'i-1',
  name: 'web <b>1</b>',
  hours: 2,
  resolution_seconds: STEP,
  series: [
    series(
      'cpu_used',
      'percent',
      every(25, (index) => 20 + index),
    ),
    series(
      'memory_used',
      'percent',
      every(25, () => 62.5).filter((_, index) => index < 10 || index > 15),
    ),
    series(
      'bandwidth_out',
      'bytes_per_second',
      every(25, (index) => 100_000 * index),
    ),
    series(
      'filesystem_used /mnt/a_volume_with_a_long_name',
      'percent',
      every(25, () => 80),
    ),
    series(
      'status_check_failed',
      'count',
      every(25, (index) => (index === 20 ? 1 : 0)),
    ),
  ],
  notes: ['<img src=x onerror=alert(1)> No agent is installed.'],
};

const result = (structuredContent: object, text: string, isError = false) => ({
  content: [{ type: 'text', text }],
  structuredContent,
  isError,
});

/** Five series; the second has a hole of half an hour. */
export const FULL = result(answer, 'web');
/** Nothing was measured. */
export const EMPTY = result({ ...answer, series: [], notes: ['The server was off.'] }, 'web: no data');
/** The call failed. */
export const FAILED = result(
  { error: { code: 'RESOURCE_NOT_FOUND', message: 'No server has this id.', suggestion: 'Check it.' } },
  'RESOURCE_NOT_FOUND: No server has this id.',
  true,
);
