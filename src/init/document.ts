import type { SecretRef } from 'multi-cloud-manager/plugin';

type Scalar = string | number | boolean;
/** A reference to a secret, never one itself. */
export type Reference = Extract<SecretRef, { readonly env: string } | { readonly exec: string[] }>;

/** A value in a config: a scalar, a list of them in one line, a reference to a secret, a block, or a list of blocks. */
export type Value =
  | Scalar
  | readonly Scalar[]
  | { readonly secret: Reference }
  | { readonly block: readonly Entry[] }
  | { readonly items: readonly Item[] };

/** A setting, below its comment of one line or several. One that is `off` is only shown, as a comment too. */
export interface Entry {
  readonly key: string;
  readonly value: Value;
  readonly comment?: string;
  readonly off?: boolean;
}

/** One of a list, below its comment. */
export interface Item {
  readonly value: Value;
  readonly comment?: string;
}

/** A config that can be written in several languages. */
export interface ConfigDocument {
  /** A comment. */
  readonly head: string;
  readonly entries: readonly Entry[];
}

/** The lines of a comment; none where there is none. */
export const commentLines = (comment: string | undefined): readonly string[] => comment?.split('\n') ?? [];

/** What a config says, once it is read again. */
export function valueOf(value: Value): unknown {
  if (typeof value !== 'object') return value;
  if ('secret' in value) return value.secret;
  if ('block' in value)
    return Object.fromEntries(
      value.block.flatMap((entry) =>
        entry.off === true ? [] : [[entry.key, valueOf(entry.value)] as const],
      ),
    );
  return 'items' in value ? value.items.map((item) => valueOf(item.value)) : value;
}
