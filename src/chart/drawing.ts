import type { Point, Series } from './answer.js';
import { drawn } from './elements.js';
import { runsOf } from './gaps.js';
import { writtenTicks } from './numbers.js';
import { timeTicks, type Range } from './time-axis.js';
import type { Times } from './times.js';
import { unitOf } from './units.js';
import { valueAxis } from './value-axis.js';
import type { Zone } from './zone.js';

/** How everything of one answer is drawn. */
export interface Style {
  readonly range: Range;
  readonly resolution: number | undefined;
  readonly zone: Zone;
  readonly times: Times;
  readonly locale: string | undefined;
  /** Where every line begins, in pixels: one moment is at the same place in all charts. */
  readonly left: number;
}

/** A drawn line, and where a point of it is. */
export interface Drawing {
  readonly svg: SVGSVGElement;
  /** In pixels from the left. */
  readonly x: (at: number) => number;
  /** In pixels from the top. */
  readonly y: (value: number) => number;
  readonly top: number;
  readonly bottom: number;
}

const HEIGHT = 150;
const TOP = 8;
const BELOW = 22;
const RIGHT = 12;
/** Of a digit of the axis, in pixels. */
const DIGIT = 6.6;
/** For a time on the axis, in pixels. */
const TIME = 76;

/** The room that the values on the axes of these series need, in pixels. */
export function leftOf(series: readonly Series[], locale: string | undefined): number {
  const labels = series.flatMap((each) => writtenTicks(valueAxis(each).ticks, unitOf(each.unit), locale));
  return Math.ceil(Math.max(...labels.map(({ length }) => length)) * DIGIT) + 10;
}

/** Draws a series, so wide in pixels: text is as large as everywhere on the page. */
export function draw({ unit: name, points }: Series, width: number, style: Style): Drawing {
  const { range, resolution, left, locale, zone, times } = style;
  const axis = valueAxis({ unit: name, points });
  const labels = writtenTicks(axis.ticks, unitOf(name), locale);
  const bottom = HEIGHT - BELOW;
  const right = Math.max(left + 1, width - RIGHT);
  const x = (at: number): number =>
    left + ((at - range.start) / Math.max(1, range.end - range.start)) * (right - left);
  const y = (value: number): number =>
    bottom - ((value - axis.low) / (axis.high - axis.low)) * (bottom - TOP);

  const grid = axis.ticks.map((tick, index) =>
    drawn('g', { class: 'tick-y' }, [
      drawn('line', { class: tick === 0 ? 'base' : 'grid', x1: left, x2: right, y1: y(tick), y2: y(tick) }),
      drawn('text', { x: left - 6, y: y(tick), dy: '0.32em', 'text-anchor': 'end' }, [labels[index] ?? '']),
    ]),
  );
  const clock = timeTicks(range, Math.max(1, Math.floor((right - left) / TIME)), zone).map((tick) => {
    const at = x(tick.at);
    // At the edge of the chart a text would be cut off.
    const anchor = at > width - 34 ? 'end' : at < 34 ? 'start' : 'middle';
    return drawn('g', { class: 'tick-x' }, [
      drawn('line', { class: 'base', x1: at, x2: at, y1: bottom, y2: bottom + 4 }),
      drawn('text', { x: anchor === 'end' ? width - 1 : at, y: HEIGHT - 5, 'text-anchor': anchor }, [
        times.tick(tick),
      ]),
    ]);
  });
  const runs = runsOf(points, resolution);
  const holes = runs.slice(1).map((run, index) => {
    const from = x(runs[index]?.at(-1)?.[0] ?? range.start);
    const to = x(run[0]?.[0] ?? range.end);
    return drawn('rect', { class: 'gap', x: from, y: TOP, width: to - from, height: bottom - TOP });
  });
  const lines = runs.flatMap((run) => lineOf(run, x, y, y(Math.max(0, axis.low))));
  const svg = drawn('svg', { width, height: HEIGHT, viewBox: `0 0 ${String(width)} ${String(HEIGHT)}` }, [
    ...[...holes, ...grid, ...clock],
    ...lines,
  ]);
  svg.setAttribute('aria-hidden', 'true');
  return { svg, x, y, top: TOP, bottom };
}

function lineOf(
  run: readonly Point[],
  x: Drawing['x'],
  y: Drawing['y'],
  base: number,
): readonly SVGElement[] {
  const places = run.map(([at, value]) => [round(x(at)), round(y(value))] as const);
  const [first, last] = [places[0], places.at(-1)];
  if (!first || !last) return [];
  if (places.length === 1) return [drawn('circle', { class: 'dot', cx: first[0], cy: first[1], r: 2.5 })];
  const line = places.map(([left, top]) => `${String(left)} ${String(top)}`).join('L');
  const area = `M${line}L${String(last[0])} ${String(base)}L${String(first[0])} ${String(base)}Z`;
  return [drawn('path', { class: 'area', d: area }), drawn('path', { class: 'line', d: `M${line}` })];
}

const round = (value: number): number => Math.round(value * 10) / 10;
