/** A point: `[unix seconds, value]`. */
export type Point = readonly [at: number, value: number];

/** One line, as the monitoring tools answer it. */
export interface Series {
  readonly name: string;
  readonly unit: string;
  readonly min: number;
  readonly avg: number;
  readonly max: number;
  readonly last: number;
  /** Oldest first. */
  readonly points: readonly Point[];
}

/** What a monitoring tool answers. */
export interface Monitoring {
  readonly name: string;
  readonly instanceId: string;
  readonly hours: number;
  readonly resolution: number | undefined;
  readonly series: readonly Series[];
  readonly notes: readonly string[];
}

/** What there is to show of a tool's result. */
export type Shown =
  | { readonly kind: 'monitoring'; readonly monitoring: Monitoring }
  | { readonly kind: 'message'; readonly text: string; readonly failed: boolean };

/**
 * Reads a `CallToolResult`. A monitoring tool can also end in an error, and a policy can want it confirmed: then there is a sentence.
 * The host passes on what the server said; nothing of it is taken for granted.
 */
export function shownOf(result: unknown): Shown {
  const { structuredContent, content, isError } = record(result);
  const answer = record(structuredContent);
  const monitoring = monitoringOf(answer);
  if (monitoring && isError !== true) return { kind: 'monitoring', monitoring };
  const { message, suggestion } = record(answer['error']);
  const sentence = [message, suggestion].filter((each) => typeof each === 'string' && each !== '').join(' ');
  return {
    kind: 'message',
    text: sentence || textOf(content) || 'The answer has nothing to show.',
    failed: isError === true || sentence !== '',
  };
}

function monitoringOf(answer: Readonly<Record<string, unknown>>): Monitoring | undefined {
  const { name, instance_id: instanceId, hours, resolution_seconds: resolution, series, notes } = answer;
  if (!Array.isArray(series) || !isNumber(hours)) return undefined;
  return {
    name: text(name),
    instanceId: text(instanceId),
    hours,
    resolution: isNumber(resolution) && resolution > 0 ? resolution : undefined,
    series: series.map(seriesOf),
    notes: Array.isArray(notes) ? notes.filter((note) => typeof note === 'string') : [],
  };
}

function seriesOf(value: unknown): Series {
  const { name, unit, min, avg, max, last, points } = record(value);
  return {
    name: text(name),
    unit: text(unit),
    min: number(min),
    avg: number(avg),
    max: number(max),
    last: number(last),
    points: (Array.isArray(points) ? points : []).filter(isPoint).toSorted(([a], [b]) => a - b),
  };
}

function textOf(content: unknown): string {
  return (Array.isArray(content) ? content : [])
    .map((block) => text(record(block)['text']))
    .filter((each) => each !== '')
    .join('\n');
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isPoint = (value: unknown): value is Point =>
  Array.isArray(value) && value.length === 2 && value.every(isNumber);
const number = (value: unknown): number => (isNumber(value) ? value : Number.NaN);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
