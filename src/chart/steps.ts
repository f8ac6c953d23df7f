import type { Point } from './answer.js';
import { runsOf } from './gaps.js';

/** The point that a key leads to. */
export interface Step {
  readonly index: number;
  readonly point: Point;
  /** Whether something is missing right before it. */
  readonly afterGap: boolean;
}

const FAR = 10;

/** Goes through the points of a line. */
export class Steps {
  /** Where one is; undefined for nowhere yet. */
  index: number | undefined;
  readonly #begins: ReadonlySet<number>;

  constructor(
    private readonly points: readonly Point[],
    resolution: number | undefined,
  ) {
    const runs = runsOf(points, resolution);
    this.#begins = new Set(runs.slice(1).flatMap(([first]) => first?.[0] ?? []));
  }

  /** Where a key leads from here: the first one to the newest point. Undefined for a key that leads nowhere. */
  pressed(key: string): Step | undefined {
    const last = this.points.length - 1;
    const here = this.index;
    const targets: Readonly<Record<string, number>> = {
      ArrowLeft: here === undefined ? last : here - 1,
      ArrowRight: here === undefined ? last : here + 1,
      PageUp: (here ?? last) - FAR,
      PageDown: (here ?? last) + FAR,
      Home: 0,
      End: last,
    };
    const target = Object.hasOwn(targets, key) ? targets[key] : undefined;
    if (target === undefined) return undefined;
    const index = Math.min(last, Math.max(0, target));
    const point = this.points[index];
    return point && { index, point, afterGap: this.#begins.has(point[0]) };
  }

  /** The index of the point that is nearest to a moment. */
  nearest(at: number): number | undefined {
    let found: number | undefined;
    for (const [index, point] of this.points.entries())
      if (found === undefined || Math.abs(point[0] - at) < Math.abs((this.points[found]?.[0] ?? at) - at))
        found = index;
    return found;
  }

  /** The nearest point where the line runs at that moment: none within a gap, before the first point or after the last. */
  around(at: number): Point | undefined {
    const next = this.points.findIndex(([each]) => each >= at);
    const point = this.points[next];
    if (!point) return undefined;
    if (point[0] === at) return point;
    const before = this.points[next - 1];
    if (!before || this.#begins.has(point[0])) return undefined;
    return at - before[0] < point[0] - at ? before : point;
  }
}
