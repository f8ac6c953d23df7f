import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isExpired } from './expiry.js';
import { isMarked, unmark } from './mark.js';
import { isVersion, type StoreLayout } from './store-layout.js';
import { readStored } from './stored-entry.js';
import type { Owner } from './store.js';

const DAY_MS = 86_400_000;

/** What a sweep asks of its store. */
export interface SweepParts {
  readonly layout: StoreLayout;
  readonly now: Date;
  readonly isGone: (owner: Owner) => Promise<boolean>;
}

/**
 * Removes what nobody will use any more: expired entries, and what processes left that ended in the middle of a change.
 * A file that cannot be read is left for the one who needs it to complain about.
 */
export async function sweep(parts: SweepParts): Promise<void> {
  const { layout, now } = parts;
  for (const name of await readdir(layout.values)) {
    const version = name.replace(/\.json$/, '');
    if (isVersion(version)) await sweepValue(parts, version).catch(() => undefined);
  }
  for (const name of await readdir(layout.unfinished)) {
    if (name.endsWith('.json'))
      await sweepUnfinished(join(layout.unfinished, name), now).catch(() => undefined);
  }
}

async function sweepValue({ layout, now, isGone }: SweepParts, version: string): Promise<void> {
  const entry = await readStored(layout, version);
  if (entry === undefined) return;
  // In this order: a process that is gone cannot set its mark any more, one that runs could do so after we looked for it.
  const gone = await isGone(entry.owner);
  if (await isMarked(layout, entry)) {
    if (!isExpired(entry, now) || !(await unmark(layout, entry))) return;
  } else if (!gone) return;
  await rm(layout.unfinishedKey(version), { recursive: true, force: true });
  await rm(layout.value(version), { force: true });
}

/** Whoever still writes a value after a day cannot put it in place any more, and fails. */
async function sweepUnfinished(path: string, now: Date): Promise<void> {
  const { mtimeMs } = await stat(path);
  if (now.getTime() - mtimeMs > DAY_MS) await rm(path);
}
