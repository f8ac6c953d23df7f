import type { Writable } from 'node:stream';
import type { Answer, CallOutcome } from '../../call/request.js';
import type { LoadedConfig } from '../../config/load.js';
import { createHost } from '../../host/create-host.js';
import { osPrincipal } from '../../host/os-principal.js';
import type { Io } from '../io.js';
import { quiet } from '../options.js';
import { programOf } from '../program.js';
import { withStdoutClaimed } from '../stdout.js';
import { ProgressLine } from './progress-line.js';

/** Calls tools as a client does: through the same checks, into the same audit. */
export interface Calls {
  /** The real stdout. */
  readonly output: Writable;
  call(tool: string, args: unknown, answer?: Answer): Promise<CallOutcome>;
}

/** Runs a command on a host of its own. `canAsk`: a person is at the terminal, and is shown the form that a client would show. */
export function withCalls(
  load: () => Promise<LoadedConfig>,
  io: Io,
  command: { readonly name: string; readonly canAsk?: boolean },
  work: (calls: Calls) => Promise<number>,
): Promise<number> {
  const interrupt = new AbortController();
  const onInterrupt = (): void => {
    interrupt.abort();
  };
  return withStdoutClaimed(io, async (output) => {
    const host = await createHost(await load(), { ...quiet(io), program: programOf(io) });
    const session = {
      id: crypto.randomUUID(),
      principal: osPrincipal(io),
      client: { name: `mcm ${command.name}`, version: host.version },
      canAsk: command.canAsk === true,
    };
    process.once('SIGINT', onInterrupt);
    try {
      return await work({
        output,
        async call(tool, args, answer) {
          const line = new ProgressLine(io.stderr);
          try {
            return await host.call({
              tool,
              arguments: args,
              session,
              signal: interrupt.signal,
              progress: (message) => {
                line.say(message);
              },
              ...(answer && { answer }),
            });
          } finally {
            line.clear();
          }
        },
      });
    } finally {
      process.off('SIGINT', onInterrupt);
      await host.close();
    }
  });
}
