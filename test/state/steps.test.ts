import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { FileStore } from '../../src/state/file-store.js';
import { TestClock } from '../fixtures/clock.js';
import type { Stopped } from './crash.js';
import { bundled } from './processes.js';
import type { Race } from './races.js';

let root: string;
beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'mcm-steps-')));
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** What a script beside this file says. */
async function report(script: string): Promise<unknown> {
  const directory = join(root, script);
  const { stdout } = await promisify(execFile)(process.execPath, [await bundled(script, root), directory]);
  return JSON.parse(stdout);
}

describe('a store whose process ended in the middle of a change', () => {
  let stops: readonly Stopped[];
  beforeAll(async () => {
    stops = (await report('crash.ts')) as readonly Stopped[];
  });

  it.each([
    ['put', 'nothing', 'new'],
    ['put-over-expired', 'nothing', 'new'],
    ['set', 'old', 'new'],
    ['delete', 'old', 'nothing'],
  ])('has the old entry or the new one: %s', (change, before, after) => {
    const values = stops.filter((stopped) => stopped.change === change).map(({ left }) => left);
    const turned = values.indexOf(after);
    expect(turned).toBeGreaterThan(5);
    expect(values.slice(0, turned)).toEqual(Array.from({ length: turned }, () => before));
    expect(new Set(values.slice(turned))).toEqual(new Set([after]));
  });

  it('goes on, and clears away what the process left', async () => {
    expect(stops.length).toBeGreaterThan(100);
    for (const { stateDir, left } of stops) {
      // Long after, for what was left before it had an owner.
      const store = new FileStore({
        stateDir,
        clock: TestClock.still('2126-01-01T00:00:00.000Z'),
        host: 'next',
      });
      const lasting = left === 'new';
      expect([stateDir, (await store.putIfAbsent('thing/a', 'next')) === undefined]).toEqual([
        stateDir,
        lasting,
      ]);
      await store.putIfAbsent('thing/b', 'next');
      const entries = await store.list('thing');
      expect(entries.map(({ value }) => value)).toEqual([lasting ? 'new' : 'next', 'next']);
      const values = await readdir(join(stateDir, 'shared', 'values'));
      expect([stateDir, ...values.sort()]).toEqual([
        stateDir,
        ...entries.map(({ version }) => `${version}.json`).sort(),
      ]);
      expect([stateDir, ...(await readdir(join(stateDir, 'shared', 'unfinished')))]).toEqual([stateDir]);
    }
  });
});

describe('two who meet in a store', () => {
  it('give and leave what they would one after the other, wherever one is held up', async () => {
    const races = (await report('races.ts')) as readonly Race[];
    expect(races.flatMap(({ seen }) => seen).length).toBeGreaterThan(400);
    const wrong = races.flatMap(({ name, allowed, seen }) =>
      seen.flatMap((outcome, step) => (allowed.includes(outcome) ? [] : [{ name, step, outcome, allowed }])),
    );
    expect(wrong).toEqual([]);
    // Hundreds of meetings: on a busy machine they take longer than a test usually may.
  }, 300_000);
});

describe('a store that looks while an entry changes', () => {
  it('takes no listing for the truth that shows none or two', async () => {
    expect(await report('listings.ts')).toEqual({
      get: ['there', 'there'],
      list: [['there'], ['there']],
      put: true,
      delete: true,
      left: [],
    });
  });
});
