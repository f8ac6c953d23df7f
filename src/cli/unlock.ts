import type { Clock } from 'multi-cloud-manager/plugin';
import { systemClock } from '../http/wait.js';
import { terminal } from '../locale/en/terminal.js';
import { wordsIn } from '../locale/words.js';
import type { Io } from './io.js';
import { atDesk } from './terminal/at-desk.js';
import { choose } from './terminal/choose.js';
import type { Desk } from './terminal/desk.js';
import { findHolds, nameOf, type Hold } from './terminal/holds.js';
import { numbered } from './terminal/numbered.js';
import type { Person } from './terminal/person.js';

/** `mcm unlock`: a person in a terminal takes back what keeps the power of a server from being switched. */
export function run(args: readonly string[], io: Io, clock: Clock = systemClock): Promise<number> {
  return atDesk({ name: 'unlock', takes: 'PROVIDER/ACCOUNT/ID', config: true }, args, io, clock, unlock);
}

async function unlock(desk: Desk, person: Person | undefined, name: string | undefined): Promise<number> {
  const holds = await findHolds(desk);
  const words = wordsIn(terminal, desk.locale);
  const meant = name === undefined ? holds : holds.filter((hold) => nameOf(hold.target) === name);
  if (meant.length === 0) {
    desk.say(`${name === undefined ? words.nothingLocked : words.notLocked(desk.command('unlock'))}\n`);
    return name === undefined ? 0 : 1;
  }
  desk.say(numbered(meant.map((hold) => hold.lines)));
  if (!person) return 0;
  const chosen = await choose(person, meant);
  if (chosen && (await means(person))) return release(desk, chosen);
  desk.say(`${words.nothingUnlocked}\n`);
  return 0;
}

/** Whether the person types the word; another word is asked again. */
async function means(person: Person): Promise<boolean> {
  for (;;) {
    const line = await person.ask(person.words.typeUnlock);
    const typed = line?.trim().toLowerCase() ?? '';
    if (typed === '' || typed === 'unlock' || typed === '解锁') return typed !== '';
  }
}

/** The record comes first: no audit, no unlocking. */
async function release(desk: Desk, hold: Hold): Promise<number> {
  const words = wordsIn(terminal, desk.locale);
  const { target, what } = hold;
  const recorded = await desk.record({ kind: 'unlock', principal: desk.by, target, what });
  if (!recorded) {
    desk.say(`${words.unrecordedUnlock}\n`);
    return 1;
  }
  if (await hold.release()) {
    desk.say(`${words.unlocked}\n`);
    return 0;
  }
  desk.say(`${words.endedAlready}\n`);
  return 1;
}
