import type { Clock } from 'multi-cloud-manager/plugin';
import type { ManagedPlace } from '../config/managed/find.js';
import type { LoadedConfig } from '../config/load.js';

/** Everything that the checks are told: where this process runs, and what was said on the command line. */
export interface Facts {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly cwd: string;
  readonly clock: Clock;
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
  /** How long one account may take. */
  readonly accountMs: number;
}
