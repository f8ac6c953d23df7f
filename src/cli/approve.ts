import type { Clock } from 'multi-cloud-manager/plugin';
import { Approvals, type Pending } from '../confirmation/approvals.js';
import { systemClock } from '../http/wait.js';
import { terminal } from '../locale/en/terminal.js';
import { wordsIn } from '../locale/words.js';
import type { Io } from './io.js';
import { Answering } from './terminal/answer.js';
import { atDesk } from './terminal/at-desk.js';
import { choose } from './terminal/choose.js';
import type { Desk } from './terminal/desk.js';
import { numbered } from './terminal/numbered.js';
import type { Person } from './terminal/person.js';
import { describe } from './terminal/question.js';

/** `mcm approve`: a person in a terminal of their own answers what a call asked. */
export function run(args: readonly string[], io: Io, clock: Clock = systemClock): Promise<number> {
  return atDesk({ name: 'approve', takes: 'ID' }, args, io, clock, approve);
}

async function approve(desk: Desk, person: Person | undefined, id: string | undefined): Promise<number> {
  const pending = await new Approvals(desk.store, desk.clock).pending();
  const words = wordsIn(terminal, desk.locale);
  const meant = id === undefined ? pending : pending.filter((each) => isNamed(each, id));
  if (meant.length === 0) {
    desk.say(`${id === undefined ? words.nothingWaits : words.notThere(desk.command('approve'))}\n`);
    return id === undefined ? 0 : 1;
  }
  desk.say(numbered(meant.map((each) => describe(each, desk.clock.now(), desk.locale))));
  if (!person) return 0;
  const chosen = await choose(person, meant);
  if (chosen) return new Answering(desk, person, chosen).run();
  desk.say(`${words.neither}\n`);
  return 0;
}

const isNamed = ({ request }: Pending, id: string): boolean =>
  request.binding.reference.startsWith(id.toLowerCase());
