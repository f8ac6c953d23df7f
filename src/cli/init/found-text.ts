import { textIn, type Locale } from 'multi-cloud-manager/plugin';
import { CLOUDS } from '../../init/credentials.js';
import type { Dotenv } from '../../init/dotenv.js';
import type { Findings, FoundAccount, UnreadableSource } from '../../init/found.js';
import { init, type InitWords } from '../../locale/en/init.js';
import { wordsIn } from '../../locale/words.js';
import { cleanText } from '../../text/clean.js';
import type { Paint } from '../hand/paint.js';
import { table } from '../hand/table.js';
import { whatOf, whereOf } from './origin-text.js';

/** What was found, a line each, and which clouds have nothing. */
export function foundText({ accounts, unreadable }: Findings, paint: Paint, locale: Locale): string {
  const words = wordsIn(init, locale);
  const rows = CLOUDS.flatMap((cloud) => {
    const own = accounts.filter((each) => each.cloud === cloud);
    return own.length > 0
      ? own.map((account) => rowOf(account, words))
      : [{ cloud, name: '', what: words.foundNothing, where: '' }];
  });
  const columns = words.foundColumns;
  return [
    `${words.foundHead}\n\n`,
    table(
      [
        { head: columns.cloud, text: ({ cloud }) => cloud },
        { head: columns.account, text: ({ name }) => name, colour: () => 'bold' },
        { head: columns.what, text: ({ what }) => what },
        { head: columns.where, text: ({ where }) => where },
      ],
      rows,
      paint,
    ),
    ...(unreadable.length > 0 ? ['\n', unreadableText(unreadable, locale)] : []),
    '\n',
  ].join('');
}

const rowOf = (account: FoundAccount, words: InitWords) => ({
  cloud: account.cloud as string,
  name: account.name,
  what: whatOf(account.origin, words),
  where: cleanText(whereOf(account, words)),
});

/** Which files could not be looked into, and why. */
const unreadableText = (unreadable: readonly UnreadableSource[], locale: Locale): string =>
  unreadable
    .map(({ file, why }) => wordsIn(init, locale).unreadable(file, textIn(why, locale)))
    .map((line) => `${cleanText(line)}\n`)
    .join('');

/** What a dotenv file sets, and what there is to know before it is used. */
export function dotenvText(
  { file, names, redirecting, shared }: Dotenv,
  used: boolean | undefined,
  words: InitWords,
): string {
  const lines = [
    words.dotenvHead(file, names),
    ...(redirecting.length > 0 && used !== true ? [words.dotenvRedirects(redirecting)] : []),
    ...(shared ? [words.dotenvShared(file)] : []),
    ...(used === false ? [words.dotenvLeft(file)] : []),
  ];
  return `${lines.map((line) => `${cleanText(line)}\n`).join('')}\n`;
}
