import { McmError, type Clock } from 'multi-cloud-manager/plugin';
import type { Io } from '../io.js';
import { parse } from '../options.js';
import { openDesk, type Desk } from './desk.js';
import { Person } from './person.js';

const OPTIONS = { 'state-dir': { type: 'string' }, list: { type: 'boolean' } } as const;

/** What a command for a person does. Without a person (`--list`) it only lists. Gives the exit code. */
export type DeskWork = (desk: Desk, person: Person | undefined, named: string | undefined) => Promise<number>;

/** Runs a command for a person: `mcm COMMAND [NAMED] [--state-dir DIR] [--list]`. */
export async function atDesk(
  command: { readonly name: string; readonly takes: string },
  args: readonly string[],
  io: Io,
  clock: Clock,
  work: DeskWork,
): Promise<number> {
  const { values, positionals } = parse(args, OPTIONS, [`[${command.takes}]`]);
  const person = values.list === true ? undefined : Person.at(io, command.name);
  const desk = openDesk(io, values['state-dir'], clock);
  try {
    return await work(desk, person, positionals[0]);
  } catch (error) {
    if (!McmError.is(error)) throw error;
    desk.say(`${error.message}\n`);
    return 1;
  } finally {
    person?.leave();
    await desk.close();
  }
}
