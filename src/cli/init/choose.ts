import { CLOUDS, type Cloud } from '../../init/credentials.js';
import type { FoundAccount } from '../../init/found.js';
import type { Wanted } from '../../init/plan.js';
import { quoted } from '../../init/quoted.js';
import type { InitWords } from '../../locale/en/init.js';
import { UsageError } from '../io.js';
import type { Person } from '../terminal/person.js';
import type { InitOptions } from './options.js';
import { askSome } from './questions.js';

type Clouds = Wanted['clouds'];
type Said = Pick<InitOptions, 'accounts' | 'clouds'>;

/** The clouds and accounts that the command line says; a person is asked what it leaves open, and else everything that is ready is taken. */
export async function choose(
  found: readonly FoundAccount[],
  said: Said,
  person: Person | undefined,
  words: InitWords,
): Promise<Clouds> {
  checkAccounts(found, said, words);
  const there = CLOUDS.filter((cloud) => found.some((each) => each.cloud === cloud));
  const clouds = said.clouds ?? (await cloudsFrom(there, said, person, words));
  const chosen: { cloud: Cloud; accounts: readonly FoundAccount[] }[] = [];
  for (const cloud of clouds) {
    const known = found.filter((each) => each.cloud === cloud);
    chosen.push({ cloud, accounts: await accountsOf(cloud, known, said, person, words) });
  }
  return chosen;
}

async function cloudsFrom(
  there: readonly Cloud[],
  { accounts }: Said,
  person: Person | undefined,
  words: InitWords,
): Promise<readonly Cloud[]> {
  if (person) return askSome(person, words.askClouds(CLOUDS, there), CLOUDS, there);
  const named = there.filter((cloud) => accounts.some((each) => each.startsWith(`${cloud}/`)));
  if (there.length === 0) throw new UsageError(words.nothingFound);
  return named.length > 0 ? named : there;
}

async function accountsOf(
  cloud: Cloud,
  known: readonly FoundAccount[],
  said: Said,
  person: Person | undefined,
  words: InitWords,
): Promise<readonly FoundAccount[]> {
  const named = known.filter((each) => said.accounts.includes(nameOf(each)));
  if (named.length > 0) return named;
  const ready = known.filter((each) => each.ready);
  const usual = ready.length > 0 ? ready : known;
  if (!person || known.length < 2) return usual;
  const names = (accounts: readonly FoundAccount[]) => accounts.map(({ name }) => name);
  const question = words.askAccounts(cloud, names(known), names(usual));
  const picked = await askSome(person, question, names(known), names(usual));
  return known.filter(({ name }) => picked.includes(name));
}

function checkAccounts(found: readonly FoundAccount[], { accounts, clouds }: Said, words: InitWords): void {
  const known = found.map(nameOf);
  for (const given of accounts) {
    const name = quoted(given);
    if (known.length === 0) throw new UsageError(words.noAccount(name));
    if (!known.includes(given)) throw new UsageError(words.unknownAccount(name, known));
    if (clouds && !clouds.some((cloud) => given.startsWith(`${cloud}/`)))
      throw new UsageError(words.accountOfOther(name));
  }
}

const nameOf = ({ cloud, name }: FoundAccount): string => `${cloud}/${name}`;
