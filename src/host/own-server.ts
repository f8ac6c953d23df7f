import type { ConfigInput } from '../config/schema.js';
import { claimStdout } from '../mcp/stdout.js';

/** A server under a name of its own. */
export interface HostOptions {
  /** What clients are told that the server is called. */
  readonly name: string;
  /** The server's own version. */
  readonly version: string;
  /** The whole config: no file is looked for. Default: that of mcm without a config. */
  readonly config?: ConfigInput;
  /** What relative paths and package names in the config are found from. Default: the directory of the script that Node.js was started with. */
  readonly directory?: string;
}

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
