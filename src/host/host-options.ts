import type { ConfigInput } from '../config/schema.js';

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
