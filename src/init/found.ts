import type { Text } from 'multi-cloud-manager/plugin';
import type { Cloud, Part } from './credentials.js';

/** A variable that is set, and the dotenv file that sets it; without one it is in the environment. */
export interface SetPart extends Part {
  readonly file?: string;
}

/** Where credentials were found. What they are is nowhere in here. */
export type Origin =
  | { readonly kind: 'variables'; readonly parts: readonly SetPart[] }
  /** `placedBy` is the variable that says where the file lies. */
  | {
      readonly kind: 'aws-profile';
      readonly name: string;
      readonly file: string;
      readonly placedBy?: string | undefined;
    }
  /** `program` is doctl, which gives the token; without it nobody does. */
  | {
      readonly kind: 'doctl-context';
      readonly name: string;
      readonly file: string;
      readonly program?: string | undefined;
    }
  | { readonly kind: 'aliyun-profile'; readonly name: string; readonly file: string };

/** Credentials of a cloud that were found. */
export interface FoundAccount {
  readonly cloud: Cloud;
  /** What the config would call it; no other of this cloud is called so. */
  readonly name: string;
  readonly origin: Origin;
  /** Whether mcm can be told to take them from there; else the person has to put them somewhere. */
  readonly ready: boolean;
}

/** A file that is there and cannot be read, in words that repeat nothing of it. */
export interface UnreadableSource {
  readonly file: string;
  readonly why: Text;
}

/** What a look around came to. */
export interface Findings {
  readonly accounts: readonly FoundAccount[];
  readonly unreadable: readonly UnreadableSource[];
}

/** Where it is looked. */
export interface InitPlace {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
  /** The program of doctl, where there is one. */
  readonly doctl?: string | undefined;
}
