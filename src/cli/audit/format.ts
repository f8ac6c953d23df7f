import type { AuditTarget, TrailRecord } from '../../audit/record.js';
import { cleanText } from '../../text/clean.js';
import type { Colour, Paint } from '../hand/paint.js';

/** Nothing that a terminal obeys: what stands in a record came from a cloud, a model or a client. */
export const shown = (value: unknown, cap = 200): string =>
  cleanText(typeof value === 'string' ? value : JSON.stringify(value ?? null), cap);

/** JSON in which what a reader cannot see is escaped. It parses to the same value. */
export function safeJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(INVISIBLE, escaped);
}

const INVISIBLE = /[\u007f-\u009f\p{Cs}\p{Default_Ignorable_Code_Point}\u2028\u2029\ufff9-\ufffb]/gu;

const escaped = (text: string): string =>
  Array.from(
    { length: text.length },
    (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');

/** A record in columns: when, which call, what, on what, how it ended, by whom. */
export type Row = readonly [string, string, string, string, string, string];

/** The columns of a record; `unfinished` for an intent that has no outcome. */
export function rowOf(record: TrailRecord, unfinished = false): Row {
  const head = (call: string, what: string): [string, string, string] => [shown(record.time), call, what];
  switch (record.kind) {
    case 'call':
    case 'intent': {
      const { call_id, tool, target, principal } = record;
      return [
        ...head(callOf(call_id), shown(tool)),
        on(target),
        ending(record, unfinished),
        shown(principal.id),
      ];
    }
    case 'approval': {
      const what = `approval of ${shown(record.action)} by ${shown(record.via)}`;
      return [...head('', what), on(record.target), shown(record.outcome), shown(record.principal.id)];
    }
    case 'unlock':
      return [...head('', 'unlock'), on(record.target), shown(record.what), shown(record.principal.id)];
    case 'start': {
      const after = record.previous ? `after ${shown(record.previous.chain)}` : 'the first';
      return [...head('', 'start of a chain'), shown(record.chain), after, ''];
    }
    case 'checkpoint':
      return [...head('', 'checkpoint'), '', `${String(record.removed.length)} old chains removed`, ''];
  }
}

/** The column that says how it ended. */
const ENDING = 4;

/** What a person looks for stands out: what failed, and what was not done. */
export const colourOfEnding = (ending: string): Colour | undefined => ENDINGS[ending.split(' ', 1)[0] ?? ''];

const ENDINGS: Readonly<Record<string, Colour>> = {
  result: 'green',
  granted: 'green',
  challenge: 'yellow',
  refused: 'yellow',
  declined: 'yellow',
  expired: 'yellow',
  error: 'red',
  wrong: 'red',
  unfinished: 'red',
};

/** A table with aligned columns; the last one is as long as it is. */
export function table(rows: readonly Row[], paint: Paint): string {
  const widths = [0, 1, 2, 3, 4].map((at) => Math.max(0, ...rows.map((row) => (row[at] ?? '').length)));
  return rows
    .map(
      (row) =>
        `${row
          .map((text, at) => {
            const wide = at === row.length - 1 ? text : text.padEnd(widths[at] ?? 0);
            return at === ENDING ? paint(wide, colourOfEnding(text)) : wide;
          })
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

/** One record on a line of its own. */
export const line = (record: TrailRecord, paint: Paint): string =>
  `${rowOf(record)
    .map((text, at) => (at === ENDING ? paint(text, colourOfEnding(text)) : text))
    .filter((text) => text !== '')
    .join('  ')}\n`;

/** So much of an id tells calls apart for a person; `show` takes it. */
const callOf = (id: string): string => shown(id).slice(0, 8);

function on(target: AuditTarget | undefined): string {
  if (!target) return '';
  const name = target.name === undefined ? '' : ` (${shown(target.name, 60)})`;
  return `${shown(target.provider)}/${shown(target.id)}${name}`;
}

function ending(record: Extract<TrailRecord, { kind: 'intent' | 'call' }>, unfinished: boolean): string {
  if (record.kind === 'intent') return unfinished ? 'unfinished' : 'intent';
  return [record.outcome, record.code, record.status]
    .filter((text) => text !== undefined)
    .map((text) => shown(text))
    .join(' ');
}
