import { createHash } from 'node:crypto';
import type { StateKey } from './store.js';

/** The key of what the parts name together; they are hashed, so that they may hold anything. */
export function stateKey(kind: string, ...parts: readonly string[]): StateKey {
  return `${kind}/${createHash('sha256').update(JSON.stringify(parts)).digest('hex')}`;
}
