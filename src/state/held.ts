import { McmError } from 'multi-cloud-manager/plugin';
import type { z } from 'zod';
import type { StateEntry } from './store.js';

/** What an entry holds, checked. Something else under its key was not written by mcm, and nothing is decided by it. */
export function heldIn<T>(entry: Pick<StateEntry, 'key' | 'value'>, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(entry.value);
  if (parsed.success) return parsed.data;
  throw new McmError(
    'AUDIT_UNAVAILABLE',
    `What the shared state holds under ${entry.key} is not what mcm writes there, so power actions are refused. Look at who wrote it, then remove it.`,
    { cause: parsed.error },
  );
}
