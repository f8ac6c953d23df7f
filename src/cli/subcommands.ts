import { command as words } from '../locale/en/command.js';
import { say } from '../locale/words.js';
import { UsageError, type Command, type Io } from './io.js';

/** What a word behind a command's name does. */
export type Subcommand = (args: readonly string[], io: Io) => Promise<number>;

/** A command that is told by the next word what to do; each subcommand is loaded when it is used. */
export function subcommands(
  command: string,
  table: Readonly<Record<string, () => Promise<Subcommand>>>,
): Command['run'] {
  return async ([name, ...args], io) => {
    const load = name !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
    if (!load) {
      const given = name && JSON.stringify(name);
      throw new UsageError(say(words, (w) => w.needsOneOf(command, Object.keys(table), given)));
    }
    const subcommand = await load();
    return subcommand(args, io);
  };
}
