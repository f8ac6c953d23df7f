/**
 * Another process that shares a state directory. It says `ready`, waits for a line on stdin, does one thing and says what came
 * of it; see {@link file://./processes.ts}.
 */
import { createInterface } from 'node:readline';
import type { Clock } from 'multi-cloud-manager/plugin';
import { FileStore } from '../../src/state/file-store.js';
import { acquireLease } from '../../src/state/lease.js';
import { updateState } from '../../src/state/update.js';

const [stateDir = '', task = '', times = '0'] = process.argv.slice(2);
const clock: Clock = { now: () => new Date(), sleep: () => Promise.reject(new Error('No time to sleep.')) };
const store = new FileStore({ stateDir, clock, host: `child-${String(process.pid)}` });
const input = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const line = async () => (await input.next()).value as string | undefined;
const say = (what: unknown) => void process.stdout.write(`${JSON.stringify(what)}\n`);

const tasks: Readonly<Record<string, () => Promise<void>>> = {
  /** Increments one counter, and says each value once it is there. */
  async count() {
    for (let n = 0; n < Number(times); n++) {
      const entry = await updateState(store, 'counter/one', (old) => ({ value: Number(old ?? 0) + 1 }));
      say(entry?.value);
    }
  },
  async put() {
    say((await store.putIfAbsent('thing/one', process.pid)) !== undefined);
  },
  /** Uses up the one approval that there is. */
  async consume() {
    const entry = await store.get('approval/one');
    say(entry !== undefined && (await store.delete(entry)));
  },
  /** Takes a lease, and gives it back at the next line. */
  async lease() {
    const taken = await acquireLease(store, 'lease/one', process.pid);
    say('lease' in taken ? 'held' : 'busy');
    await line();
    if ('lease' in taken) {
      say(await taken.lease.isHeld());
      await taken.lease.release();
    }
  },
};

say('ready');
await line();
await tasks[task]?.();
say('done');
process.exit(0);
