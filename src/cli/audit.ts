import { UsageError, type Io } from './io.js';

type Subcommand = (args: readonly string[], io: Io) => Promise<number>;

/** Each is loaded when it is used. */
const SUBCOMMANDS: Readonly<Record<string, () => Promise<Subcommand>>> = {
  list: async () => (await import('./audit/list.js')).list,
  show: async () => (await import('./audit/show.js')).show,
  verify: async () => (await import('./audit/verify.js')).verify,
  tail: async () => (await import('./audit/tail.js')).tail,
};

/** `mcm audit`: reads the trail in the state directory. No config is loaded, and nothing is written. */
export async function run([name, ...args]: readonly string[], io: Io): Promise<number> {
  const load = name !== undefined && Object.hasOwn(SUBCOMMANDS, name) ? SUBCOMMANDS[name] : undefined;
  if (!load) {
    const given = name === undefined ? '' : `, not ${JSON.stringify(name)}`;
    throw new UsageError(`mcm audit needs one of ${Object.keys(SUBCOMMANDS).join(', ')}${given}.`);
  }
  const subcommand = await load();
  return subcommand(args, io);
}
