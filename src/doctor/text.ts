import { CHECKS, GROUPS, type Check, type Group, type Status } from './check.js';
import type { Summary } from './report.js';

const COLOUR: Readonly<Record<Status, number>> = { ok: 32, warning: 33, failed: 31, skipped: 90 };
const WIDTH = 'warning'.length + 2;
const INDENT = ' '.repeat(WIDTH + 2);

/** Writes checks for people, one after the other, under the headings of their groups. */
export class CheckText {
  #group: Group | undefined;

  constructor(private readonly colours: boolean) {}

  /** A check, and before the first of its group the heading. */
  of(check: Check): string {
    const group = CHECKS[check.id];
    const heading =
      group === this.#group ? '' : `${this.#group === undefined ? '' : '\n'}${this.#bold(GROUPS[group])}\n`;
    this.#group = group;
    const { details = [], found, next, paste, status, subject } = check;
    const lines = [
      `  ${this.#painted(status)}${subject === undefined ? '' : `${subject}: `}${found}`,
      ...details.map((line) => `${INDENT}${line}`),
      ...(next === undefined ? [] : [`${INDENT}next: ${next}`]),
      ...(paste
        ? [`${INDENT}${paste.what}:`, ...paste.text.split('\n').map((line) => `${INDENT}  ${line}`)]
        : []),
    ];
    return `${heading}${lines.map((line) => `${line}\n`).join('')}`;
  }

  #painted(status: Status): string {
    const word = status.padEnd(WIDTH);
    return this.colours ? `\u001b[${String(COLOUR[status])}m${word}\u001b[0m` : word;
  }

  #bold(text: string): string {
    return this.colours ? `\u001b[1m${text}\u001b[0m` : text;
  }
}

/** The last line: `12 checks: 10 ok, 1 warning, 1 failed`. */
export function summaryText({ checks, ok, warning, failed, skipped }: Summary): string {
  const parts = [
    `${String(ok)} ok`,
    ...(warning > 0 ? [`${String(warning)} ${warning === 1 ? 'warning' : 'warnings'}`] : []),
    ...(failed > 0 ? [`${String(failed)} failed`] : []),
    ...(skipped > 0 ? [`${String(skipped)} skipped`] : []),
  ];
  return `\n${String(checks)} ${checks === 1 ? 'check' : 'checks'}: ${parts.join(', ')}.\n`;
}
