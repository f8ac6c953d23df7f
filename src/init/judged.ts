import type { InstanceClass, SafetySettings } from '../middleware/safety/classes.js';

/** How strictly a power action is confirmed. */
export type Level = SafetySettings['levels']['ordinary'];

/** How many servers are in a class, and what the power of each of them needs at least. */
export interface ClassCount {
  readonly of: InstanceClass;
  readonly servers: number;
  readonly level: Level;
  /** What marks them, the most frequent first. */
  readonly marks: readonly { readonly mark: string; readonly servers: number }[];
}

/** A server that needs more than the others. */
export interface NotableServer {
  readonly provider: string;
  readonly account: string;
  readonly region: string;
  readonly id: string;
  readonly name: string;
  readonly level: Level;
  /** What marks it as production. */
  readonly mark?: string;
  /** How large it is, where it is large. */
  readonly size?: string;
  /** mcm does not know whether it runs. */
  readonly unknown: boolean;
}

/** A fleet as the safety stage would judge it. */
export interface Fleet {
  readonly servers: number;
  /** How many are in the lists of several accounts of their cloud. */
  readonly repeated: number;
  readonly classes: readonly ClassCount[];
  readonly notable: readonly NotableServer[];
}
