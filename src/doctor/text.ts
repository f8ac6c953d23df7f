import type { Locale } from 'multi-cloud-manager/plugin';
import { doctor } from '../locale/en/doctor.js';
import { wordsIn } from '../locale/words.js';
import { widthOf } from '../text/width.js';
import { CHECKS, STATUSES, type Check, type Group, type Status } from './check.js';
import type { Summary } from './report.js';

const COLOUR: Readonly<Record<Status, number>> = { ok: 32, warning: 33, failed: 31, skipped: 90 };

/** Writes checks for people, one after the other, under the headings of their groups. */
export class CheckText {
  #group: Group | undefined;
  readonly #words: typeof doctor;
  /** Of the column of the statuses. */
  readonly #width: number;

  constructor(
    private readonly colours: boolean,
    locale: Locale,
  ) {
    this.#words = wordsIn(doctor, locale);
    const { statuses } = this.#words;
    this.#width = Math.max(...STATUSES.map((status) => widthOf(statuses[status]))) + 2;
  }

  /** A check, and before the first of its group the heading. */
  of(check: Check): string {
    const words = this.#words;
    const group = CHECKS[check.id];
    const heading =
      group === this.#group
        ? ''
        : `${this.#group === undefined ? '' : '\n'}${this.#bold(words.headings[group])}\n`;
    this.#group = group;
    const { details = [], found, next, paste, status, subject } = check;
    const indent = ' '.repeat(this.#width + 2);
    const lines = [
      `  ${this.#painted(status)}${subject === undefined ? found : words.about(subject, found)}`,
      ...details.map((line) => `${indent}${line}`),
      ...(next === undefined ? [] : [`${indent}${words.next(next)}`]),
      ...(paste
        ? [
            `${indent}${words.toPaste(paste.what)}`,
            ...paste.text.split('\n').map((line) => `${indent}  ${line}`),
          ]
        : []),
    ];
    return `${heading}${lines.map((line) => `${line}\n`).join('')}`;
  }

  #painted(status: Status): string {
    const word = this.#words.statuses[status];
    const padded = word + ' '.repeat(this.#width - widthOf(word));
    return this.colours ? `\u001b[${String(COLOUR[status])}m${padded}\u001b[0m` : padded;
  }

  #bold(text: string): string {
    return this.colours ? `\u001b[1m${text}\u001b[0m` : text;
  }
}

/** The last line: `12 checks: 10 ok, 1 warning, 1 failed.` */
export function summaryText(summary: Summary, locale: Locale): string {
  const words = wordsIn(doctor, locale);
  const counts = STATUSES.filter((status) => status === 'ok' || summary[status] > 0).map((status) =>
    words.counts[status](summary[status]),
  );
  return `\n${words.summary(summary.checks, counts)}\n`;
}
