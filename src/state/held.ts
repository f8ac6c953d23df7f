import { McmError } from 'multi-cloud-manager/plugin';
import type { z } from 'zod';
import { state } from '../locale/en/state.js';
import { say } from '../locale/words.js';
import type { StateEntry } from './store.js';

/** What an entry holds, checked. Something else under its key was not written by mcm, and nothing is decided by it. */
export function heldIn<T>(entry: Pick<StateEntry, 'key' | 'value'>, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(entry.value);
  if (parsed.success) return parsed.data;
  throw new McmError(
    'AUDIT_UNAVAILABLE',
    say(state, (words) => words.notOurs(entry.key)),
    { cause: parsed.error },
  );
}
