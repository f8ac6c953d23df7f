import type { Series } from './answer.js';
import { scaleFor, unitOf } from './units.js';

/** The upright axis of a chart. */
export interface ValueAxis {
  readonly low: number;
  readonly high: number;
  /** From `low` to `high`, evenly. */
  readonly ticks: readonly number[];
}

/** About so many steps from the lowest tick to the highest. */
const STEPS = 4;
/** What is smaller than this is shown as nought. */
const NOTHING = 1e-9;
const NICE = [1, 2, 2.5, 5, 10];

/** An axis that holds every point and begins at nought, so that a small change does not look like a large one. */
export function valueAxis({ unit: name, points }: Pick<Series, 'unit' | 'points'>): ValueAxis {
  const unit = unitOf(name);
  const values = points.map(([, value]) => value);
  const least = Math.min(0, ...values);
  const most = Math.max(0, ...values);
  if (most - least < NOTHING) return axis(0, unit.symbol === '%' ? 100 : 1, unit.symbol === '%' ? 25 : 1);
  // The steps are round in what is written: 256 KiB, not 250,000 B.
  const { divisor } = scaleFor(unit, Math.max(-least, most) * unit.factor);
  const size = divisor / unit.factor;
  const step = niceStep((most - least) / size / STEPS, unit.whole && divisor === 1) * size;
  return axis(Math.floor(least / step + 1e-9) * step, Math.ceil(most / step - 1e-9) * step, step);
}

function axis(low: number, high: number, step: number): ValueAxis {
  const count = Math.round((high - low) / step);
  return { low, high, ticks: Array.from({ length: count + 1 }, (_, index) => low + index * step) };
}

/** The least round step that is no smaller. */
function niceStep(least: number, whole: boolean): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const step = (NICE.find((each) => each * power >= least * (1 - 1e-9)) ?? 10) * power;
  return whole ? Math.max(1, Math.ceil(step)) : step;
}
