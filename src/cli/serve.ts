import type { LoadedConfig } from '../config/load.js';
import { hostOnStdio } from '../host/on-stdio.js';
import { osPrincipal } from '../host/os-principal.js';
import { command } from '../locale/en/command.js';
import { wordsIn } from '../locale/words.js';
import type { Io } from './io.js';
import { FORMAT_OPTION, parseWithConfig } from './options.js';
import { programOf } from './program.js';
import { withStdoutClaimed } from './stdout.js';

/** `mcm serve`: the stdio server. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const { load } = parseWithConfig(args, FORMAT_OPTION, [], io);
  return serve(load, io);
}

/** Serves a host until the client is gone. Stdout is claimed before the config is loaded, which may run code. */
export function serve(load: () => Promise<LoadedConfig>, io: Io): Promise<number> {
  io.onServe?.();
  return withStdoutClaimed(io, (output) =>
    hostOnStdio(load, {
      input: io.stdin,
      output,
      stderr: io.stderr,
      principal: osPrincipal(io),
      program: programOf(io),
      waiting: wordsIn(command, io.locale).waiting,
    }),
  );
}
