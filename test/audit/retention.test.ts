import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trailOnDisk } from '../../src/audit/files.js';
import { anchorName, chainId, segmentName, segmentOf } from '../../src/audit/names.js';
import { openTrail } from '../../src/audit/open-trail.js';
import { readTrail } from '../../src/audit/read.js';
import type { CheckpointRecord } from '../../src/audit/record.js';
import { Redactor } from '../../src/audit/redactor.js';
import { removeOld, type RetentionOptions } from '../../src/audit/retention.js';
import { mayRun } from '../../src/audit/running.js';
import { verifyTrail } from '../../src/audit/verify.js';
import { TestClock } from '../fixtures/clock.js';
import { outcome } from './records.js';
import { BOOT, MemoryTrail, silent, writeChain } from './trails.js';

const LATER_BOOT = '99999999-2222-3333-4444-555555555555';
const NOW = new Date('2026-03-20T12:00:00.000Z');

let stateDir: string;
let warned: string[];
let checkpoints: CheckpointRecord[];
beforeEach(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'mcm-retention-'));
  warned = [];
  checkpoints = [];
});
afterEach(() => rm(stateDir, { recursive: true, force: true }));

/** A chain that was begun on that day of March. */
const on = (day: number, more: Parameters<typeof writeChain>[1] = {}): Promise<string> =>
  writeChain(stateDir, {
    begun: `2026-03-${String(day).padStart(2, '0')}T12:00:00.000Z`,
    random: `000000${String(day).padStart(2, '0')}`,
    actions: 1,
    ...more,
  });
const options = (more: Partial<RetentionOptions> = {}): RetentionOptions => ({
  stateDir,
  keepDays: 10,
  now: NOW,
  own: 'none',
  checkpoint: async (record) => {
    checkpoints.push(record);
  },
  log: { ...silent, warn: (message) => warned.push(message) },
  boot: async () => LATER_BOOT,
  mayRun: () => false,
  ...more,
});
/** Removes, with the checkpoint in a chain that was begun on that day, as a host does. */
async function removeOn(day: number, more: Partial<RetentionOptions> = {}): Promise<string> {
  await removeOld(
    options({
      ...more,
      checkpoint: async (checkpoint) => {
        checkpoints.push(checkpoint);
        await on(day, { checkpoint });
      },
    }),
  );
  return `day ${String(day)}`;
}
const begun = async (): Promise<readonly string[]> =>
  (await trailOnDisk(stateDir).chains()).map((chain) => chain.slice(8, 10));
const ok = async (): Promise<boolean> => (await verifyTrail(trailOnDisk(stateDir), LATER_BOOT)).ok;

describe('the retention of the audit [RULE:AUDIT-RETENTION]', () => {
  it('removes whole chains whose last record is older, after a checkpoint that names them', async () => {
    const old = await on(1, { segmentBytes: 1000 });
    await on(2);
    await on(15);
    const heads = (await verifyTrail(trailOnDisk(stateDir), BOOT)).evidence;
    await removeOn(20);
    expect(checkpoints).toEqual([
      {
        kind: 'checkpoint',
        keep_days: 10,
        removed: [
          {
            ...heads.get(old)?.head,
            records: 3,
            from: '2026-03-01T12:01:00.000Z',
            to: '2026-03-01T12:02:00.000Z',
          },
          expect.objectContaining({ records: 3, to: '2026-03-02T12:02:00.000Z' }),
        ],
        carried: [],
      },
    ]);
    expect(await begun()).toEqual(['15', '20']);
    expect((await readdir(join(stateDir, 'audit'))).filter((name) => name.startsWith(old))).toEqual([]);
    // The chain of the 15th names that of the 2nd, which only the checkpoint knows now.
    expect(await ok()).toBe(true);
  });

  it('keeps everything where nothing is old, and writes no checkpoint', async () => {
    await on(11);
    await on(15);
    await removeOld(options());
    expect([await begun(), checkpoints]).toEqual([['11', '15'], []]);
  });

  it('judges by the last record, not by the first', async () => {
    const clock = TestClock.still('2026-03-01T12:00:00.000Z');
    const trail = openTrail({ stateDir, settings: {}, redactor: new Redactor(), clock, log: silent });
    await trail.outcome(outcome, true);
    clock.advance(15 * 24 * 60 * 60 * 1000);
    await trail.outcome(outcome, true);
    await trail.close();
    await removeOld(options());
    expect([await begun(), checkpoints]).toEqual([['01'], []]);
  });

  it('keeps its own chain, and those of processes that may still run', async () => {
    await on(1, { pid: 1 });
    const own = await on(2, { pid: 2 });
    await on(3, { pid: 3 });
    const asked: unknown[] = [];
    const runs = (pid: number, since: Date): boolean => {
      asked.push([pid, since.toISOString().slice(0, 10)]);
      return pid === 1;
    };
    await removeOld(options({ own, boot: async () => BOOT, mayRun: runs }));
    expect(await begun()).toEqual(['01', '02']);
    expect(asked).toEqual([
      [1, '2026-03-01'],
      [3, '2026-03-03'],
    ]);
  });

  it('needs not ask for a process from before the machine restarted', async () => {
    await on(1);
    await on(15);
    await removeOn(20, { mayRun: () => true });
    expect(await begun()).toEqual(['15', '20']);
  });

  it('keeps a chain that does not verify: it is evidence', async () => {
    const old = await on(1);
    await on(15);
    const file = join(stateDir, 'audit', segmentName(old, 1));
    await writeFile(file, (await readFile(file, 'utf8')).replace('acme', 'acne'));
    await removeOld(options());
    expect([await begun(), checkpoints]).toEqual([['01', '15'], []]);
    expect(warned).toEqual([
      `The chain ${old} of the audit does not verify, so it stays: see mcm audit verify.`,
    ]);
  });

  it('removes nothing where the checkpoint cannot be written', async () => {
    await on(1);
    await expect(removeOld(options({ checkpoint: () => Promise.reject(new Error('full')) }))).rejects.toThrow(
      'full',
    );
    expect(await begun()).toEqual(['01']);
  });

  it('finishes a removal that a crash interrupted, which verifies all the while', async () => {
    const old = await on(1, { segmentBytes: 1000 });
    await on(15);
    const before = await MemoryTrail.of(stateDir);
    await removeOn(20);
    const after = await MemoryTrail.of(stateDir);
    const gone = [...before.files.keys()].filter((name) => name.includes(old));
    expect(gone).toHaveLength(3);
    // What is removed goes in this order.
    let left = after;
    for (const name of gone) left = left.with(name, before.get(name));
    for (const name of [...gone.filter((each) => each !== anchorName(old)), anchorName(old)]) {
      const report = await verifyTrail(left, LATER_BOOT);
      expect([report.ok, report.chains[0]?.notes]).toEqual([
        true,
        ['a checkpoint names it as removed; this is left of it'],
      ]);
      left = left.with(name, undefined);
    }
    await writeFile(join(stateDir, 'audit', anchorName(old)), before.get(anchorName(old)), { mode: 0o600 });
    expect(await begun()).toEqual(['01', '15', '20']);
    await removeOld(options());
    expect([await begun(), checkpoints.length]).toEqual([['15', '20'], 1]);
  });

  it('carries what removed checkpoints say of chains that are still named', async () => {
    // The 2nd names the 1st; the 3rd names the 2nd; the 9th has the checkpoint of the 1st and 2nd.
    await on(1);
    await on(2);
    const third = await on(3);
    await removeOld(
      options({
        keepDays: 6,
        now: new Date('2026-03-08T13:00:00.000Z'),
        checkpoint: async (checkpoint) => {
          await on(9, { checkpoint });
        },
      }),
    );
    expect(await begun()).toEqual(['03', '09']);
    // The 3rd is still written, so that it stays when the 9th goes.
    await appendLate(third);
    await removeOn(20);
    expect(await begun()).toEqual(['03', '20']);
    expect(checkpoints[0]?.removed.map(({ chain }) => chain.slice(8, 10))).toEqual(['09']);
    expect(checkpoints[0]?.carried.map(({ chain }) => chain.slice(8, 10))).toEqual(['02']);
    expect(await ok()).toBe(true);
  });

  it('names the end that a chain had before a restart cut it, as its successor does', async () => {
    const old = await on(1, { reads: 2 });
    await on(15);
    const file = join(stateDir, 'audit', segmentName(old, 1));
    const lines = (await readFile(file, 'utf8')).split('\n');
    await writeFile(file, lines.slice(0, 4).join('\n') + '\n');
    await removeOn(20);
    expect(checkpoints[0]?.removed).toMatchObject([{ chain: old, seq: 5, records: 4 }]);
    expect([await begun(), await ok()]).toEqual([['15', '20'], true]);
  });

  it('is noticed where a checkpoint is forged to hide a chain that is named with another end', async () => {
    const old = await on(1);
    await on(15);
    await removeOld(
      options({
        checkpoint: async (checkpoint) => {
          const removed = checkpoint.removed.map((each) => ({ ...each, hash: 'f'.repeat(64) }));
          await on(20, { checkpoint: { ...checkpoint, removed } });
        },
      }),
    );
    const { ok: well, chains } = await verifyTrail(trailOnDisk(stateDir), LATER_BOOT);
    expect([well, chains[0]?.bad?.reason]).toEqual([
      false,
      `it names another end of the chain ${old} than the checkpoint has`,
    ]);
  });

  it('writes many names in several checkpoints', async () => {
    for (let each = 0; each < 102; each++)
      await on(1, { random: each.toString(16).padStart(8, '0'), actions: 0, reads: 1 });
    await removeOld(options());
    expect(checkpoints.map(({ removed }) => removed.length)).toEqual([100, 2]);
  });
});

/** Makes a chain younger: its last record is rewritten with a later time, as if it had been written late. */
async function appendLate(chain: string): Promise<void> {
  const { link } = await import('../../src/audit/link.js');
  const { decodeAnchor, encodeAnchor } = await import('../../src/audit/anchor.js');
  const file = join(stateDir, 'audit', segmentName(chain, 1));
  const anchorFile = join(stateDir, 'audit', anchorName(chain));
  const last = (await readTrail(stateDir)).records
    .filter((each) => 'hash' in each && each.time.startsWith(`${chain.slice(0, 10)}T`))
    .at(-1);
  if (!last || !('hash' in last)) throw new Error('There is no such chain.');
  const time = '2026-03-19T12:00:00.000Z';
  const { record, line } = link(outcome, { seq: last.seq + 1, prev: last.hash, time, host: last.host });
  await appendFile(file, `${line}\n`);
  const anchor = decodeAnchor(await readFile(anchorFile));
  if (!anchor) throw new Error('The anchor does not decode.');
  await writeFile(anchorFile, encodeAnchor({ ...anchor, seq: record.seq, hash: record.hash }));
}

describe('retention as the config asks for it [RULE:AUDIT-RETENTION]', () => {
  const start = (keepDays?: number) =>
    openTrail({
      stateDir,
      settings: { keepDays },
      redactor: new Redactor(),
      clock: TestClock.still(NOW.toISOString()),
      log: silent,
    });

  it('is done by a process after its first record, once', async () => {
    await on(1, { boot: LATER_BOOT });
    const trail = start(7);
    await trail.outcome(outcome, false);
    await trail.outcome(outcome, false);
    await trail.close();
    const { records } = await readTrail(stateDir);
    expect(records.map(({ kind }) => kind).sort()).toEqual(['call', 'call', 'checkpoint', 'start']);
    expect((await verifyTrail(trailOnDisk(stateDir), BOOT)).ok).toBe(true);
  });

  it('is not done unless it is asked for', async () => {
    await on(1, { boot: LATER_BOOT });
    const trail = start();
    await trail.outcome(outcome, false);
    await trail.close();
    expect(await begun()).toEqual(['01', '20']);
  });
});

describe('whether a process may still run', () => {
  it('is so for the one that asks, from when it started on', () => {
    expect(mayRun(process.pid, new Date())).toBe(true);
    expect(mayRun(process.pid, new Date(performance.timeOrigin - 60_000))).toBe(false);
  });

  it('is so for its parent, and not for a number that no process has', () => {
    expect(mayRun(process.ppid, new Date())).toBe(true);
    expect(mayRun(2 ** 30, new Date())).toBe(false);
  });
});

describe('the name of a chain', () => {
  it('says when it was begun and by whom, and no two are the same', () => {
    expect(chainId(NOW, 7, '1a2b3c4d-5e6f')).toBe('2026-03-20T12-00-00-000Z-7-1a2b3c4d');
    expect(chainId(NOW, 7)).not.toBe(chainId(NOW, 7));
  });

  it('is the beginning of the names of its parts, each of which is written in one way', () => {
    const chain = '2026-03-20T12-00-00-000Z-7-1a2b3c4d';
    expect(segmentName(chain, 12345)).toBe(`${chain}-12345.jsonl`);
    expect(segmentOf(`${chain}-0002.jsonl`)).toEqual({ chain, number: 2 });
    for (const other of ['-00002.jsonl', '-2.jsonl', '-0002.json', 'a-0002.jsonl'])
      expect(segmentOf(`${chain}${other}`)).toBeUndefined();
  });
});
