import type { InitWords } from '../../locale/en/init.js';
import type { Person } from '../terminal/person.js';

/** The person pressed Ctrl-C or Ctrl-D, or said no to the end: nothing is written. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/** Yes or no; Enter takes `usual`. */
export async function askYes(
  person: Person,
  question: string,
  usual: boolean,
  words: InitWords,
): Promise<boolean> {
  for (;;) {
    const line = await typed(person, question);
    const meant = line === '' ? usual : meaning(line, words);
    if (meant !== undefined) return meant;
  }
}

/** What an answer to a question means; undefined for what is neither. The English ones are understood in every language. */
function meaning(line: string, { no, yes }: InitWords): boolean | undefined {
  const answer = line.toLowerCase();
  if (['y', 'yes', yes].includes(answer)) return true;
  return ['n', 'no', no].includes(answer) ? false : undefined;
}

/** What stands between two names, from a Chinese keyboard too. */
const BETWEEN = /[\s,\u3001\uff0c]+/;

/** Some of these, by name or by number from 1; Enter takes `usual`. What is none of them is asked again. */
export async function askSome<T extends string>(
  person: Person,
  question: string,
  known: readonly T[],
  usual: readonly T[],
): Promise<readonly T[]> {
  for (;;) {
    const picked = (await typed(person, question)).split(BETWEEN).filter((word) => word !== '');
    if (picked.length === 0 && usual.length > 0) return usual;
    const meant = picked.map((word) => known.find((each) => each === word) ?? known[Number(word) - 1]);
    if (picked.length > 0 && meant.every((each) => each !== undefined))
      return known.filter((each) => meant.includes(each));
  }
}

async function typed(person: Person, question: string): Promise<string> {
  const line = await person.ask(question);
  if (line === undefined) throw new Cancelled();
  return line.trim();
}
