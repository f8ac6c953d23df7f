import { scaleFor, type Scale, type Unit } from './units.js';

/** Between a number and a sign: they stay on one line. */
const SPACE = '\u00a0';

/** Writes a value with the prefix that suits it. */
export function written(value: number, unit: Unit, locale: string | undefined): string {
  if (!Number.isFinite(value)) return '–';
  const inUnit = value * unit.factor;
  const scale = scaleFor(unit, inUnit);
  const shown = inUnit / scale.divisor;
  const size = Math.abs(shown);
  const digits: Intl.NumberFormatOptions =
    size !== 0 && size < 1
      ? { maximumSignificantDigits: 2 }
      : { maximumFractionDigits: size >= 100 ? 0 : size >= 10 ? 1 : 2 };
  return withUnit(shown, unit, scale, digits, locale);
}

/** Writes the ticks of an axis, all with one prefix and the same decimals. */
export function writtenTicks(
  ticks: readonly number[],
  unit: Unit,
  locale: string | undefined,
): readonly string[] {
  const inUnit = ticks.map((tick) => tick * unit.factor);
  const scale = scaleFor(unit, Math.max(...inUnit.map(Math.abs)));
  const step = Math.abs(((inUnit[1] ?? 1) - (inUnit[0] ?? 0)) / scale.divisor);
  const fraction = decimals(step);
  const digits = { minimumFractionDigits: fraction, maximumFractionDigits: fraction };
  return inUnit.map((tick) =>
    // Nought is nought of anything: "0 B" and not "0 MB".
    withUnit(tick / scale.divisor, unit, tick === 0 ? { ...scale, prefix: '' } : scale, digits, locale),
  );
}

/** How many decimals tell multiples of a step apart: 2 for 0.25. */
function decimals(step: number): number {
  for (let count = 0; count < 6; count++)
    if (Math.abs(step * 10 ** count - Math.round(step * 10 ** count)) < 1e-6) return count;
  return 6;
}

function withUnit(
  value: number,
  { symbol, prefixed }: Unit,
  { prefix }: Scale,
  digits: Intl.NumberFormatOptions,
  locale: string | undefined,
): string {
  // Languages differ in how they write a percentage.
  if (symbol === '%') return number(value / 100, { ...digits, style: 'percent' }, locale);
  const count = number(value, digits, locale);
  if (!prefixed) return `${count}${prefix} ${symbol}`.trimEnd();
  return `${count}${SPACE}${prefix}${symbol}`;
}

const number = (value: number, options: Intl.NumberFormatOptions, locale: string | undefined): string =>
  // No minus before a nought.
  new Intl.NumberFormat(locale, { ...options, signDisplay: 'negative' }).format(value);
