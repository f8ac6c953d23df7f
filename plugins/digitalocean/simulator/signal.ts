import type { WireDroplet } from './wire.js';

const MIB = 1024 * 1024;

/** Where on its curve a droplet is: from its id, so that a chart is the same in every run. */
const phase = (id: number): number => ((id % 97) / 97) * 2 * Math.PI;

/** Between 0 and 1, up and down once a `period` (seconds). */
export function wave(id: number, t: number, period: number): number {
  return 0.5 + 0.45 * Math.sin((2 * Math.PI * t) / period + phase(id));
}

/** Idle seconds of one core between two times: the integral of `1 - busy`, so that it only grows. */
export function idle(id: number, from: number, to: number): number {
  const base = 0.15 + (id % 5) * 0.1;
  const swing = base * 0.8;
  const period = 1800;
  const integral = (t: number): number =>
    base * t - ((swing * period) / (2 * Math.PI)) * Math.cos((2 * Math.PI * t) / period + phase(id));
  return to - from - (integral(to) - integral(from));
}

/** Bytes, free and cached within available. */
export function memory(
  { id, memory: total }: WireDroplet,
  t: number,
): { free: number; available: number; cached: number } {
  const available = Math.round(total * MIB * (0.35 + 0.2 * wave(id, t, 5400)));
  const cached = Math.round(available * 0.6);
  return { free: available - cached, available, cached };
}
