import { claimStdout } from '../mcp/stdout.js';
import type { HostOptions } from './host-options.js';

/** What {@link createHost} gives. */
export interface OwnHost {
  /**
   * Serves one MCP client on stdin and stdout until it is gone or a signal says to end, and gives the exit code: 2 where the config is
   * wrong or a policy does not load, which is said on stderr. From here on stdout belongs to MCP, and what else is written to it goes to
   * stderr. To be called once.
   */
  serveStdio(): Promise<number>;
}

/**
 * Makes a server of mcm with plugins of one's own, for a program that an MCP client starts. Everything around a call is as in mcm, and
 * so are the state directory and `mcm approve`. Nothing is loaded, opened or claimed before it serves.
 */
export function createHost(options: HostOptions): OwnHost {
  return {
    serveStdio: async () => {
      // Before anything else can be loaded, and print.
      const { output } = claimStdout(process);
      const { serveOwn } = await import('./serve-own.js');
      return serveOwn(options, output);
    },
  };
}
