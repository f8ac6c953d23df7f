import type { ClassCount, Fleet, NotableServer } from '../../init/judged.js';
import { init as words } from '../../init/words.js';
import { cleanText } from '../../text/clean.js';
import type { Paint } from '../hand/paint.js';
import { table, type Column } from '../hand/table.js';
import type { Listed } from './list-fleet.js';

/** The most servers that are named. */
const MOST = 15;

/** How the servers would be treated, and who could not be asked. */
export function fleetText({ fleet, gaps, readOnlyClouds }: Listed, readOnly: boolean, paint: Paint): string {
  const parts = [
    ...(fleet ? fleetParts(fleet, paint) : []),
    ...(fleet && readOnlyClouds.length > 0 ? [`${words.noPower(readOnlyClouds)}\n`] : []),
    ...(readOnly ? [`${words.readOnly}\n`] : []),
    ...(gaps.length > 0 ? [[...gaps, words.goesOn].map((line) => `${cleanText(line)}\n`).join('')] : []),
  ];
  return parts.map((part) => `${part}\n`).join('');
}

function fleetParts({ classes, notable, repeated, servers }: Fleet, paint: Paint): readonly string[] {
  const head = `${words.fleetHead(servers)}\n`;
  if (servers === 0) return [head];
  const overlap = classes.reduce((sum, each) => sum + each.servers, 0) > servers;
  const lenient = classes.some(({ level, of }) => of === 'unlabelled' && level !== 'human');
  const hints = [
    ...(repeated > 0 ? [words.repeated(repeated)] : []),
    ...(overlap ? [words.overlap] : []),
    words.change,
    ...(lenient ? [words.unlabelledHint] : []),
  ];
  const shown = notable.slice(0, MOST);
  const more = notable.length - shown.length;
  return [
    `${head}\n${table(CLASS_COLUMNS, classes, paint)}`,
    ...(shown.length > 0
      ? [`${table(SERVER_COLUMNS, shown, paint)}${more > 0 ? `${words.andMore(more)}\n` : ''}`]
      : []),
    hints.map((hint) => `${hint}\n`).join(''),
  ];
}

const CLASS_COLUMNS: readonly Column<ClassCount>[] = [
  { head: words.columns.group, text: words.group, colour: () => 'bold' },
  { head: words.columns.servers, text: ({ servers }) => String(servers), right: true },
  {
    head: words.columns.needs,
    text: ({ level }) => words.needs(level),
    colour: ({ level }) => (level === 'human' ? 'yellow' : undefined),
  },
  { head: words.columns.because, text: words.because },
];

const SERVER_COLUMNS: readonly Column<NotableServer>[] = [
  { head: words.notableColumns.name, text: ({ name }) => name, colour: () => 'bold' },
  {
    head: words.notableColumns.place,
    text: ({ account, provider, region }) => [provider, account, region].join('/'),
  },
  { head: words.notableColumns.because, text: words.reasons },
];
