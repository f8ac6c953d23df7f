import { McmError, type Clock } from 'multi-cloud-manager/plugin';
import { terminal } from '../../locale/en/terminal.js';
import { errorIn } from '../../locale/error-in.js';
import { say } from '../../locale/words.js';
import { UsageError, type Io } from '../io.js';
import { parse } from '../options.js';
import { openDesk, type Desk } from './desk.js';
import { Person } from './person.js';

const OPTIONS = {
  'state-dir': { type: 'string' },
  config: { type: 'string' },
  list: { type: 'boolean' },
} as const;

/** What a command for a person does. Without a person (`--list`) it only lists. Gives the exit code. */
export type DeskWork = (desk: Desk, person: Person | undefined, named: string | undefined) => Promise<number>;

/** Runs a command for a person: `mcm COMMAND [NAMED] [--state-dir DIR] [--list]`, and `[--config FILE]` where it works on all shared state. */
export async function atDesk(
  command: { readonly name: string; readonly takes: string; readonly config?: boolean },
  args: readonly string[],
  io: Io,
  clock: Clock,
  work: DeskWork,
): Promise<number> {
  const { values, positionals } = parse(args, OPTIONS, [`[${command.takes}]`]);
  const person = values.list === true ? undefined : Person.at(io, command.name);
  if (values.config !== undefined && command.config !== true)
    throw new UsageError(say(terminal, (words) => words.noConfig(command.name)));
  try {
    const place = { stateDir: values['state-dir'], config: values.config };
    return await withDesk(await openDesk(io, place, clock), (desk) => work(desk, person, positionals[0]));
  } finally {
    person?.leave();
  }
}

async function withDesk(desk: Desk, work: (desk: Desk) => Promise<number>): Promise<number> {
  try {
    return await work(desk);
  } catch (error) {
    if (!McmError.is(error)) throw error;
    desk.say(`${errorIn(error, desk.locale).message}\n`);
    return 1;
  } finally {
    await desk.close();
  }
}
