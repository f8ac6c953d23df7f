import type { Locale } from 'multi-cloud-manager/plugin';
import { terminal } from '../../locale/en/terminal.js';
import { wordsIn } from '../../locale/words.js';
import { cleanText } from '../../text/clean.js';

/** Text from elsewhere: harmless to a terminal, and told apart from our own words. */
export const quoted = (text: string): string => JSON.stringify(cleanText(text, 200));

const MINUTE = 60_000;
const UNITS = [
  { name: 'day', ms: 24 * 60 * MINUTE },
  { name: 'hour', ms: 60 * MINUTE },
  { name: 'minute', ms: MINUTE },
] as const;

/** How long ago something was; by a clock that was put back since, it was just now. */
export function ago(then: Date, now: Date, locale: Locale): string {
  const words = wordsIn(terminal, locale).ago;
  const ms = now.getTime() - then.getTime();
  const unit = UNITS.find((each) => ms >= each.ms);
  return unit ? words[unit.name](Math.floor(ms / unit.ms)) : words.now;
}

/** A time of today as the person's clock shows it, and how far away it is: `14:05 (in 5 minutes)`. */
export function upTo(then: Date, now: Date, locale: Locale): string {
  const clock = [then.getHours(), then.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':');
  const minutes = Math.max(1, Math.ceil((then.getTime() - now.getTime()) / MINUTE));
  return wordsIn(terminal, locale).upTo(clock, minutes);
}
