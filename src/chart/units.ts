/** How large and small values are shortened. */
type Prefixes = 'decimal' | 'binary' | 'small' | 'none';

/** How the values of a series are written. */
export interface Unit {
  /** Behind the number; empty where a number says it all. */
  readonly symbol: string;
  /** A value times this is in the symbol's unit: 1024 for kibibytes. */
  readonly factor: number;
  readonly prefixes: Prefixes;
  /** Whether a prefix belongs to the symbol (`MB`) and not to the number (`2k ops`). */
  readonly prefixed: boolean;
  /** Whether there are no halves of it. */
  readonly whole: boolean;
}

const unit = (symbol: string, prefixes: Prefixes, factor = 1): Unit => ({
  symbol,
  factor,
  prefixes,
  prefixed: true,
  whole: false,
});
const counted = (symbol: string, whole = false): Unit => ({
  symbol,
  factor: 1,
  prefixes: 'decimal',
  prefixed: false,
  whole,
});

/** By the name that plugins give them. Clouds count traffic in powers of ten, so bytes do too unless the name says otherwise. */
const UNITS: Readonly<Record<string, Unit>> = {
  percent: unit('%', 'none'),
  bytes: unit('B', 'decimal'),
  kilobytes: unit('B', 'decimal', 1e3),
  megabytes: unit('B', 'decimal', 1e6),
  gigabytes: unit('B', 'decimal', 1e9),
  kibibytes: unit('B', 'binary', 2 ** 10),
  mebibytes: unit('B', 'binary', 2 ** 20),
  gibibytes: unit('B', 'binary', 2 ** 30),
  bits: unit('bit', 'decimal'),
  kilobits: unit('bit', 'decimal', 1e3),
  megabits: unit('bit', 'decimal', 1e6),
  hertz: unit('Hz', 'decimal'),
  watts: unit('W', 'decimal'),
  celsius: unit('°C', 'none'),
  seconds: unit('s', 'small'),
  milliseconds: unit('s', 'small', 1e-3),
  microseconds: unit('s', 'small', 1e-6),
  count: counted('', true),
  load: counted(''),
  operations: counted('ops'),
  requests: counted('req'),
};

const PER: Readonly<Record<string, string>> = { second: 's', minute: 'min', hour: 'h', day: 'd' };

/** The unit of a name such as `bytes_per_second`. One that is not known is written in its own words. */
export function unitOf(name: string): Unit {
  const [, base = name, per] = /^(.+)_per_(second|minute|hour|day)$/.exec(name) ?? [];
  const known = Object.hasOwn(UNITS, base) ? UNITS[base] : undefined;
  const found = known ?? counted(base.replaceAll('_', ' '));
  if (per === undefined) return found;
  return { ...found, symbol: `${found.symbol}/${PER[per] ?? per}`, whole: false };
}

/** A prefix, and what a value is divided by for it. */
export interface Scale {
  readonly prefix: string;
  readonly divisor: number;
}

const ONE: Scale = { prefix: '', divisor: 1 };
const steps = (base: number, prefixes: readonly string[]): readonly Scale[] =>
  prefixes.map((prefix, index) => ({ prefix, divisor: base ** (index + 1) }));
const LARGE = {
  decimal: steps(1000, ['k', 'M', 'G', 'T', 'P']),
  binary: steps(1024, ['Ki', 'Mi', 'Gi', 'Ti', 'Pi']),
};
const SMALL: readonly Scale[] = [{ prefix: 'µ', divisor: 1e-6 }, { prefix: 'm', divisor: 1e-3 }, ONE];

/** The prefix for a value in the symbol's own unit. */
export function scaleFor({ prefixes }: Unit, value: number): Scale {
  const size = Math.abs(value);
  if (prefixes === 'none' || size === 0) return ONE;
  if (prefixes === 'small') return SMALL.findLast(({ divisor }) => size >= divisor) ?? SMALL[0] ?? ONE;
  // 999.96 is written as 1,000: it is one of the next.
  return LARGE[prefixes].findLast(({ divisor }) => size >= divisor * 0.9995) ?? ONE;
}
