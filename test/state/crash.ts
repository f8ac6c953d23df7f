/**
 * Stops changes of a store before each of their file operations in turn, as if the process had ended there, and says as JSON
 * what is in the store then. What was left lies in one state directory for each; the process that left it ends with this one.
 */
import { join } from 'node:path';
import type { Clock } from 'multi-cloud-manager/plugin';
import { FileStore } from '../../src/state/file-store.js';
import type { StateEntry, StateStore } from '../../src/state/store.js';
import { heldAt } from './file-steps.js';

const [root = ''] = process.argv.slice(2);
const clock: Clock = {
  now: () => new Date('2026-03-01T12:00:00.000Z'),
  sleep: () => Promise.reject(new Error('No time to sleep.')),
};

/** What stopped where, and what was there for others then. */
export interface Stopped {
  readonly change: string;
  readonly stateDir: string;
  readonly left: unknown;
}

type Change = (store: StateStore, old: StateEntry | undefined) => Promise<unknown>;
const put: Change = (store) => store.putIfAbsent('thing/a', 'new');

/** With the time to live of the entry before; undefined for none. */
const changes: readonly (readonly [string, number | undefined, Change])[] = [
  ['put', undefined, put],
  ['put-over-expired', 0, put],
  ['set', 1000, async (store, old) => old && store.compareAndSet(old, 'new')],
  ['delete', 1000, async (store, old) => old && store.delete(old)],
];

const report: Stopped[] = [];
for (const [change, ttlMs, apply] of changes) {
  for (let step = 0, reached = true; reached; step++) {
    const stateDir = join(root, `${change}-${String(step)}`);
    const open = () => new FileStore({ stateDir, clock, host: 'crash' });
    const before = ttlMs === undefined ? undefined : await open().putIfAbsent('thing/a', 'old', { ttlMs });
    const store = open();
    ({ reached } = await heldAt(
      step,
      () => apply(store, before),
      async () => 'leave it',
    ));
    const left = (await open().get('thing/a'))?.value ?? 'nothing';
    report.push({ change, stateDir, left });
  }
}
process.stdout.write(JSON.stringify(report));
