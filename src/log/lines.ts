import type { LogEntry } from '../call/served.js';
import { indented } from './indented.js';
import { structuredLines } from './structured.js';

/** How lines look: `plain` is a sentence with where it comes from in front, `json` is for machines, `pretty` for a terminal. */
export interface LineForm {
  readonly kind: 'plain' | 'json' | 'pretty';
  readonly colours?: boolean;
}

/** What writes the entries of a log, which are clean by then, one line each. */
export function linesOf(
  write: (line: string) => void,
  form: LineForm,
  now: () => Date,
): (entry: LogEntry) => void {
  const plain = (entry: LogEntry): void => {
    write(plainLine(entry));
  };
  if (form.kind === 'plain') return plain;
  const structured = structuredLines(write, { pretty: form.kind === 'pretty', colours: form.colours }, now);
  return (entry) => {
    try {
      structured(entry);
    } catch {
      // What makes lines is read from a file at the first of them, and an update may have taken it away: the line counts more.
      plain(entry);
    }
  };
}

/** An entry as a sentence. */
export function plainLine({ level, logger, message, fields, call }: LogEntry): string {
  const all = { ...fields, ...call };
  const shown = Object.keys(all).length === 0 ? '' : ` ${JSON.stringify(all)}`;
  return `mcm ${level} [${logger}] ${indented(message)}${shown}\n`;
}
