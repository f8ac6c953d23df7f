/** The wall clock of a time zone. */
export interface Zone {
  /** Its IANA name. */
  readonly name: string;
  /** Seconds that its clocks are ahead of UTC at that moment. */
  offset(at: number): number;
}

/** A time zone by its name; where there is none of that name, the one of the browser. */
export function zoneOf(wanted: string | undefined): Zone {
  const clock = clockOf(wanted);
  return {
    name: clock.resolvedOptions().timeZone,
    offset(at) {
      const part = Object.fromEntries(
        clock.formatToParts(at * 1000).map(({ type, value }) => [type, Number(value)]),
      );
      const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
      return Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - Math.floor(at);
    },
  };
}

function clockOf(timeZone: string | undefined): Intl.DateTimeFormat {
  const numbers = { year: 'numeric', month: 'numeric', day: 'numeric' } as const;
  const options = {
    ...numbers,
    ...({ hour: 'numeric', minute: 'numeric', second: 'numeric', hourCycle: 'h23' } as const),
  };
  try {
    return new Intl.DateTimeFormat('en-US', { ...options, timeZone });
  } catch {
    return new Intl.DateTimeFormat('en-US', options);
  }
}
