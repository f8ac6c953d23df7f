import type { ClassCount, Fleet, NotableServer } from '../../init/judged.js';
import type { InitWords } from '../../locale/en/init.js';
import { cleanText } from '../../text/clean.js';
import type { Paint } from '../hand/paint.js';
import { table, type Column } from '../hand/table.js';
import type { Listed } from './list-fleet.js';

/** The most servers that are named, and the most marks of a class. */
const [MOST, MOST_MARKS] = [15, 4];

/** How the servers would be treated, and who could not be asked. */
export function fleetText(
  { fleet, gaps, readOnlyClouds }: Listed,
  readOnly: boolean,
  paint: Paint,
  words: InitWords,
): string {
  const parts = [
    ...(fleet ? fleetParts(fleet, paint, words) : []),
    ...(fleet && readOnlyClouds.length > 0 ? [`${words.noPower(readOnlyClouds)}\n`] : []),
    ...(readOnly ? [`${words.readOnly}\n`] : []),
    ...(gaps.length > 0 ? [[...gaps, words.goesOn].map((line) => `${cleanText(line)}\n`).join('')] : []),
  ];
  return parts.map((part) => `${part}\n`).join('');
}

function fleetParts(
  { classes, notable, repeated, servers }: Fleet,
  paint: Paint,
  words: InitWords,
): readonly string[] {
  if (servers === 0) return [`${words.noServer}\n`];
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
    `${words.fleetHead(servers)}\n\n${table(classColumns(words), classes, paint)}`,
    ...(shown.length > 0
      ? [`${table(serverColumns(words), shown, paint)}${more > 0 ? `${words.andMore(more)}\n` : ''}`]
      : []),
    hints.map((hint) => `${hint}\n`).join(''),
  ];
}

const classColumns = (words: InitWords): readonly Column<ClassCount>[] => [
  { head: words.columns.group, text: ({ of }) => words.groups[of], colour: () => 'bold' },
  { head: words.columns.servers, text: ({ servers }) => String(servers), right: true },
  {
    head: words.columns.needs,
    text: ({ level }) => words.levels[level],
    colour: ({ level }) => (level === 'human' ? 'yellow' : undefined),
  },
  { head: words.columns.because, text: (each) => becauseOf(each, words) },
];

const serverColumns = (words: InitWords): readonly Column<NotableServer>[] => [
  { head: words.notableColumns.name, text: ({ name }) => name, colour: () => 'bold' },
  {
    head: words.notableColumns.place,
    text: ({ account, provider, region }) => [provider, account, region].join('/'),
  },
  { head: words.notableColumns.because, text: (server) => reasonsOf(server, words) },
];

/** Why servers are in a class; nothing for those in no other. */
function becauseOf({ marks, of }: ClassCount, words: InitWords): string {
  if (of === 'unlabelled' || of === 'large' || of === 'state') return words.because[of];
  const shown = marks.slice(0, MOST_MARKS).map(({ mark, servers }) => words.marked(mark, servers));
  return words.marks([...shown, ...(marks.length > MOST_MARKS ? ['…'] : [])]);
}

function reasonsOf({ mark, size, unknown }: NotableServer, words: InitWords): string {
  return words.reasons([
    ...(mark === undefined ? [] : [words.isProduction(mark)]),
    ...(size === undefined ? [] : [words.isLarge(size)]),
    ...(unknown ? [words.isUnknown] : []),
  ]);
}
