import type { Point } from './answer.js';

/** A little more than one step, for clouds whose clocks are not exact. */
const SLACK = 1.5;
/** The monitoring tools thin a line of more than twice as many points out, to so many stretches. */
const STRETCHES = 30;

/** The points in runs without a hole. Where nobody said how far points should be apart, nothing is a hole. */
export function runsOf(
  points: readonly Point[],
  resolution: number | undefined,
): readonly (readonly Point[])[] {
  const far = farApart(points, resolution);
  const runs: Point[][] = [];
  for (const [index, point] of points.entries()) {
    const before = points[index - 1];
    const run = runs.at(-1);
    if (run && before && point[0] - before[0] <= far) run.push(point);
    else runs.push([point]);
  }
  return runs;
}

/**
 * The distance beyond which it is certain that something is missing. A longer line comes thinned out: its lowest and its highest point
 * of each stretch. Between two of those lie two stretches at the most, and there are no more points behind them than fit into the
 * time. Each hole that is found makes that time shorter, and shows smaller holes.
 */
function farApart(points: readonly Point[], resolution: number | undefined): number {
  if (resolution === undefined) return Number.POSITIVE_INFINITY;
  const distances = points.slice(1).map(([at], index) => at - (points[index]?.[0] ?? at));
  let far = Number.POSITIVE_INFINITY;
  for (;;) {
    const holes = distances.filter((distance) => distance > far);
    const covered = sum(distances) - sum(holes);
    const most = Math.ceil(covered / resolution) + holes.length + 1;
    const whole = points.length < STRETCHES || most <= 2 * STRETCHES;
    const next = resolution * (whole ? SLACK : 2 * Math.ceil(most / STRETCHES));
    if (next >= far) return far;
    far = next;
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
