import type { LoadedConfig } from '../config/load.js';
import { createHost } from '../host/create-host.js';
import { systemClock } from '../http/wait.js';
import { surviveFaults } from '../mcp/faults.js';
import { serveStdio } from '../mcp/stdio.js';
import type { Io } from './io.js';
import { parseWithConfig } from './options.js';
import { osPrincipal } from './principal.js';
import { programOf } from './program.js';
import { withStdoutClaimed } from './stdout.js';

/** `mcm serve`: the stdio server. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const { load } = parseWithConfig(args, {}, [], io);
  return serve(load, io);
}

/** Serves a host until the client is gone. Stdout is claimed before the config is loaded, which may run code. */
export function serve(load: () => Promise<LoadedConfig>, io: Io): Promise<number> {
  return withStdoutClaimed(io, async (output) => {
    const write = (line: string): void => void io.stderr.write(line);
    const config = await load();
    let report = (sentence: string): void => {
      write(`mcm error [host] ${sentence}\n`);
    };
    const stop = surviveFaults(process, (sentence) => {
      report(sentence);
    });
    try {
      const host = await createHost(config, { write, program: programOf(io) });
      report = (sentence) => {
        host.fault(sentence);
      };
      if (io.stdin.isTTY === true)
        write('mcm is waiting for an MCP client on stdin. Ctrl-C ends it; `mcm --help` explains.\n');
      return await serveStdio(host, {
        input: io.stdin,
        output,
        principal: osPrincipal(io),
        ids: { next: () => crypto.randomUUID() },
        clock: systemClock,
        signals: process,
        onEnd: () => host.close(),
      });
    } finally {
      stop();
    }
  });
}
