import { z } from 'zod';
import type { StateEntry } from './store.js';

const shape = {
  v: z.literal(1),
  key: z.templateLiteral([z.string(), '/', z.string()]),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().exactOptional(),
  owner: z.strictObject({
    host: z.string(),
    machine: z.string(),
    // 0 and below would mean whole groups of processes.
    pid: z.int().min(1),
    started: z.string().exactOptional(),
    boot: z.string().exactOptional(),
    pids: z.string().exactOptional(),
  }),
  value: z.unknown().refine((value) => value !== undefined),
};
const Stored = z.strictObject({ ...shape, version: z.string() });
const Unversioned = z.strictObject(shape);

/** An entry as it is written, without what names it where the store does that itself. */
export function entryText(entry: StateEntry | Omit<StateEntry, 'version'>): string {
  // Types do not tell what JSON has no word for.
  if ((JSON.stringify(entry.value) as string | undefined) === undefined)
    throw new TypeError(`What is kept under ${entry.key} must be JSON.`);
  return JSON.stringify({ v: 1, ...entry });
}

/** The entry that was written so. Throws for what mcm did not write. */
export function entryOf(text: string): StateEntry {
  const { version, ...stored } = Stored.parse(JSON.parse(text));
  return { ...common(stored), version };
}

/** The same where the version stands elsewhere. */
export function entryOfVersion(text: string, version: string): StateEntry {
  return { ...common(Unversioned.parse(JSON.parse(text))), version };
}

function common({
  key,
  owner,
  value,
  createdAt,
  expiresAt,
}: z.output<typeof Unversioned>): Omit<StateEntry, 'version'> {
  return {
    key,
    value,
    owner,
    createdAt: new Date(createdAt),
    ...(expiresAt === undefined ? {} : { expiresAt: new Date(expiresAt) }),
  };
}
