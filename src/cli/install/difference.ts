import type { Planned } from '../../clients/planned.js';
import type { Paint } from '../hand/paint.js';

/** What changes in an entry, line by line; of values in its environment, which may be secrets, only that they are there. */
export function difference({ before, entry }: Pick<Planned, 'before' | 'entry'>, paint: Paint): string {
  const [old, now] = [before ? linesOf(before) : [], linesOf(entry)];
  if (old.join('\n') === now.join('\n')) return '';
  const head = old.findIndex((line, index) => line !== now[index]);
  const from = head === -1 ? Math.min(old.length, now.length) : head;
  let tail = 0;
  while (tail < Math.min(old.length, now.length) - from && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  const end = (lines: readonly string[]): number => lines.length - tail;
  return [
    ...now.slice(0, from).map((line) => `  ${line}`),
    ...old.slice(from, end(old)).map((line) => paint(`- ${line}`, 'red')),
    ...now.slice(from, end(now)).map((line) => paint(`+ ${line}`, 'green')),
    ...now.slice(end(now)).map((line) => `  ${line}`),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function linesOf({ env, ...entry }: Planned['entry']): readonly string[] {
  const hidden =
    typeof env === 'object' && env !== null
      ? { env: Object.fromEntries(Object.keys(env).map((name) => [name, '…'])) }
      : {};
  return JSON.stringify({ ...entry, ...hidden }, null, 2).split('\n');
}
