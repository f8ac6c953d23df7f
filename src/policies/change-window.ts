import { allow, confirm, definePolicy, deny, type Policy } from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import { say } from './words.js';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
type Day = (typeof DAYS)[number];
type Words = Parameters<Parameters<typeof say>[0]>[0];

const HOURS = /^((?:[01]\d|2[0-3]):[0-5]\d)-((?:[01]\d|2[0-3]):[0-5]\d|24:00)$/;

const Window = z.strictObject({
  days: z
    .array(z.enum(DAYS))
    .min(1)
    .default([...DAYS])
    .describe('The days on which it begins'),
  hours: z
    .string()
    .regex(HOURS, 'expected two times of day like 09:00-17:00')
    .refine(
      (hours) => hours.slice(0, 5) !== hours.slice(6),
      'expected two times that differ; 00:00-24:00 is a whole day',
    )
    .default('00:00-24:00')
    .describe('From the first time on, until before the second; 22:00-04:00 ends on the next day'),
});
type Window = z.output<typeof Window>;

/** When power actions are expected. */
export const ChangeWindowOptions = z.strictObject({
  timeZone: z
    .string()
    .refine(isTimeZone, 'expected a time zone like Europe/Berlin or UTC')
    .describe('A name of the IANA database'),
  windows: z.array(Window).min(1),
  outside: z
    .enum(['human', 'deny'])
    .default('human')
    .describe('Outside them: a person and a reason are needed, or nothing is done'),
});
/** See {@link ChangeWindowOptions}. */
export type ChangeWindowOptions = z.input<typeof ChangeWindowOptions>;

/** Outside the windows a power action needs a person and a reason, or is refused. It goes by the clocks on the wall of the time zone. */
export function changeWindow(options: ChangeWindowOptions): Policy {
  const { timeZone, windows, outside } = ChangeWindowOptions.parse(options);
  const wallClock = clockOf(timeZone);
  return definePolicy({
    name: 'change-window',
    evaluate({ power, time }) {
      if (!power) return allow();
      const now = wallClock(time);
      if (windows.some((window) => isOpen(window, now))) return allow();
      const sentence = (words: Words) =>
        words.outside(
          now.day,
          now.time,
          timeZone,
          windows.map(({ days, hours }) => words.window(days, hours)),
        );
      if (outside === 'deny') return deny(say(sentence));
      if ((power.reason?.trim() ?? '') === '') return deny(say((words) => words.whyNow(sentence(words))));
      return confirm('human', say(sentence));
    },
  });
}

interface WallClock {
  readonly day: Day;
  /** HH:MM; as text, times compare like times. */
  readonly time: string;
}

/** What clocks on a wall there show. Changes to and from summer time are the time zone's own. */
function clockOf(timeZone: string): (time: Date) => WallClock {
  const format = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  });
  return (time) => {
    const parts = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, value]));
    const { weekday = '', hour = '', minute = '' } = parts;
    return { day: weekday.toLowerCase() as Day, time: `${hour}:${minute}` };
  };
}

function isOpen({ days, hours }: Window, { day, time }: WallClock): boolean {
  const [from, to] = [hours.slice(0, 5), hours.slice(6)];
  const begins = days.includes(day) && time >= from;
  if (from < to) return begins && time < to;
  const yesterday = DAYS[(DAYS.indexOf(day) + 6) % 7] ?? day;
  return begins || (days.includes(yesterday) && time < to);
}

function isTimeZone(text: string): boolean {
  try {
    // Node 22 takes offsets such as +02:00 too, which know nothing of summer time.
    return (
      /^[A-Za-z]/.test(text) &&
      new Intl.DateTimeFormat('en-US', { timeZone: text }) instanceof Intl.DateTimeFormat
    );
  } catch {
    return false;
  }
}
