import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Lockout } from '../../src/confirmation/lockout.js';
import { FileStore } from '../../src/state/file-store.js';
import { TestClock } from '../fixtures/clock.js';

const MINUTE = 60_000;
const web = { provider: 'acme', account: 'default', id: 'i-1' };
const db = { ...web, id: 'i-2' };

let stateDir: string;
let clock: TestClock;
beforeEach(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'mcm-lockout-'));
  clock = TestClock.still('2026-03-01T12:00:00.000Z');
});
afterEach(() => rm(stateDir, { recursive: true, force: true }));

/** As another process would have it. */
const lockout = () => new Lockout(new FileStore({ stateDir, clock, host: 'host-1' }), clock);

describe('wrong confirmations [RULE:LOCKOUT]', () => {
  it('lock the power of an instance after the third within ten minutes, for fifteen, over processes', async () => {
    expect(await lockout().wrong(web)).toEqual({ left: 2 });
    clock.advance(5 * MINUTE);
    expect(await lockout().wrong(web)).toEqual({ left: 1 });
    expect(await lockout().lockedUntil(web)).toBeUndefined();
    clock.advance(4 * MINUTE);
    const until = new Date('2026-03-01T12:24:00.000Z');
    expect(await lockout().wrong(web)).toEqual({ until });
    clock.advance(15 * MINUTE - 1);
    expect(await lockout().lockedUntil(web)).toEqual(until);
    expect(await lockout().list()).toEqual([{ target: web, until }]);
    clock.advance(1);
    expect(await lockout().lockedUntil(web)).toBeUndefined();
    expect(await lockout().list()).toEqual([]);
    expect(await lockout().wrong(web)).toEqual({ left: 2 });
  });

  it('that are older than ten minutes do not count', async () => {
    await lockout().wrong(web);
    clock.advance(1);
    await lockout().wrong(web);
    clock.advance(10 * MINUTE - 1);
    expect(await lockout().wrong(web)).toEqual({ left: 1 });
  });

  it('count for one instance alone', async () => {
    for (let count = 0; count < 3; count += 1) await lockout().wrong(web);
    expect(await lockout().lockedUntil(db)).toBeUndefined();
    expect(await lockout().lockedUntil({ ...web, account: 'other' })).toBeUndefined();
    expect(await lockout().wrong(db)).toEqual({ left: 2 });
  });

  it('at the same time all count', async () => {
    await Promise.all([lockout().wrong(web), lockout().wrong(web), lockout().wrong(web)]);
    expect(await lockout().lockedUntil(web)).toEqual(new Date('2026-03-01T12:15:00.000Z'));
  });

  it('do not make a lock longer', async () => {
    for (let count = 0; count < 3; count += 1) await lockout().wrong(web);
    clock.advance(MINUTE);
    expect(await lockout().wrong(web)).toEqual({ until: new Date('2026-03-01T12:15:00.000Z') });
  });

  it('a clock that is put back neither ends a lock nor forgets a mistake', async () => {
    await lockout().wrong(web);
    clock.advance(-30 * MINUTE);
    await lockout().wrong(web);
    expect(await lockout().wrong(web)).toHaveProperty('until');
    clock.advance(-60 * MINUTE);
    expect(await lockout().lockedUntil(web)).toBeDefined();
  });

  it('are forgotten when a person clears them', async () => {
    for (let count = 0; count < 3; count += 1) await lockout().wrong(web);
    expect(await lockout().clear(web)).toBe(true);
    expect(await lockout().lockedUntil(web)).toBeUndefined();
    expect(await lockout().wrong(web)).toEqual({ left: 2 });
    expect(await lockout().clear(db)).toBe(false);
  });
});
