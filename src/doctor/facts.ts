import type { Clock, Locale } from 'multi-cloud-manager/plugin';
import type { ManagedPlace } from '../config/managed/find.js';
import type { LoadedConfig } from '../config/load.js';

/** Everything that the checks are told: where this process runs, and what was said on the command line. */
export interface Facts {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly cwd: string;
  readonly clock: Clock;
  /** The language of the person who reads what is found; it is loaded. */
  readonly locale: Locale;
  /** The version of Node.js that runs this, e.g. `22.11.0`. */
  readonly node: string;
  /** The program of Node.js. */
  readonly nodePath: string;
  /** The script that it runs; empty where there is none. */
  readonly program: string;
  /** Reads the config as `serve` would with the same options. */
  readonly load: () => Promise<LoadedConfig>;
  /** Where administrators put a managed config. Default: by platform. */
  readonly managed?: ManagedPlace;
  /** Send nothing to a cloud. */
  readonly offline: boolean;
  /** Told what is being waited for. */
  readonly progress: (doing: string) => void;
  /** Also start what files in this directory register; anybody may have put them there. */
  readonly project: boolean;
  /** How long a server may take until it has listed its tools. */
  readonly clientMs: number;
  /** How long one account may take. */
  readonly accountMs: number;
}

/** What starting the registrations of clients needs to know. */
export type ClientFacts = Omit<Facts, 'accountMs' | 'load' | 'managed' | 'node'>;
