import { widthOf } from '../../text/width.js';
import type { Colour, Paint } from './paint.js';

/** What stands in a column: a heading, and of each row a text, a colour where it has one, and the side it leans to. */
export interface Column<R> {
  readonly head: string;
  readonly text: (row: R) => string;
  readonly colour?: (row: R) => Colour | undefined;
  readonly right?: boolean;
}

/** Rows below headings, two spaces between the columns; a column in which nothing stands is left out. */
export function table<R>(columns: readonly Column<R>[], rows: readonly R[], paint: Paint): string {
  const used = columns.filter(({ text }) => rows.some((row) => text(row) !== ''));
  const widths = used.map(({ head, text }) => Math.max(...[head, ...rows.map(text)].map(widthOf)));
  const line = (cell: (column: Column<R>) => { text: string; colour: Colour | undefined }): string =>
    used
      .map((column, index) => {
        const { text, colour } = cell(column);
        const gap = ' '.repeat((widths[index] ?? 0) - widthOf(text));
        return column.right === true ? gap + paint(text, colour) : paint(text, colour) + gap;
      })
      .join('  ')
      .trimEnd();
  return [
    line(({ head }) => ({ text: head, colour: 'dim' })),
    ...rows.map((row) => line(({ text, colour }) => ({ text: text(row), colour: colour?.(row) }))),
  ]
    .map((text) => `${text}\n`)
    .join('');
}

/** Names and values, one a line; what is empty is left out. */
export function sheet(entries: readonly (readonly [string, string])[], paint: Paint): string {
  const shown = entries.filter(([, value]) => value !== '');
  const width = Math.max(0, ...shown.map(([name]) => widthOf(name)));
  return shown.map(([name, value]) => `${paint(padded(name, width), 'dim')}  ${value}\n`).join('');
}

/**
 * Rows of texts without headings, two spaces between the columns; the last one is as long as it is. `painted` gives a cell its colour:
 * it is told how wide the cell is, what stands there, and in which column.
 */
export function aligned(
  rows: readonly (readonly string[])[],
  painted: (wide: string, text: string, at: number) => string = (wide) => wide,
): string {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, at) =>
    Math.max(0, ...rows.map((row) => widthOf(row[at] ?? ''))),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((text, at) => painted(at === row.length - 1 ? text : padded(text, widths[at]), text, at))
      .join('  ');
  return rows.map((row) => `${line(row).trimEnd()}\n`).join('');
}

/** A text and as many spaces as it takes to be so wide on a terminal. */
export const padded = (text: string, width = 0): string =>
  text + ' '.repeat(Math.max(0, width - widthOf(text)));
