import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import {
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { writeSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ANCHOR_BYTES, decodeAnchor } from '../../src/audit/anchor.js';
import type { WriteBytes } from '../../src/audit/disk.js';
import { trailOnDisk } from '../../src/audit/files.js';
import { JsonlSink, type JsonlSinkOptions } from '../../src/audit/jsonl-sink.js';
import { readTrail } from '../../src/audit/read.js';
import { verifyTrail } from '../../src/audit/verify.js';
import { chained, intent, outcome } from './records.js';
import { BOOT, writeChain } from './trails.js';

const CHAIN = '2026-03-01T12-00-00-000Z-4711-1a2b3c4d';
const FILE = `${CHAIN}-0001.jsonl`;
const many = Array.from({ length: 10 }, (_, each) => ({ ...outcome, call_id: `call-${String(each)}` }));
const made = chained(CHAIN, ...many);

let root: string;
let stateDir: string;
let sink: JsonlSink;
let write: WriteBytes;
const sinkOf = (options: Partial<JsonlSinkOptions> = {}): JsonlSink =>
  new JsonlSink({
    stateDir,
    boot: async () => BOOT,
    write: (...given) => write(...given),
    ...options,
  });

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'mcm-audit-'));
  stateDir = join(root, 'state');
  write = writeSync;
  sink = sinkOf();
});
afterEach(async () => {
  await sink.close();
  await rm(root, { recursive: true, force: true });
});

/** Appends the records with these numbers, or others in their place. */
async function append(numbers: readonly number[], durable = true, from = made): Promise<void> {
  for (const number of numbers) {
    const { record, line } = from[number - 1] ?? { record: undefined, line: '' };
    if (record) await sink.append(record, line, durable);
  }
}
const inAudit = (name: string): string => join(stateDir, 'audit', name);
const lines = async (name = FILE): Promise<string[]> => (await readFile(inAudit(name), 'utf8')).split('\n');
const line = (number: number): string => made[number - 1]?.line ?? '';
const modeOf = async (path: string): Promise<string> => ((await stat(path)).mode & 0o777).toString(8);
const anchor = async () => decodeAnchor(await readFile(inAudit(`heads/${CHAIN}.json`)));
const verified = async () => verifyTrail(trailOnDisk(stateDir), BOOT);

/** Stands before every write. */
function writing(on: (file: number, bytes: Uint8Array, position: number | null) => void): {
  restore(): void;
} {
  write = (file, bytes, offset, length, position) => {
    on(file, bytes, position);
    return writeSync(file, bytes, offset, length, position);
  };
  return { restore: () => void (write = writeSync) };
}

/** Makes some writes fail, after some that pass. */
function failingWrites(
  times: number,
  before: (file: number, bytes: Uint8Array) => void = () => undefined,
  passing = 0,
): { restore(): void } {
  let calls = 0;
  return writing((file, bytes) => {
    calls += 1;
    if (calls <= passing || calls > passing + times) return;
    before(file, bytes);
    throw new Error('ENOSPC: no space left on device');
  });
}

/** What is left of a line when the disk is full. */
const half = (file: number, bytes: Uint8Array): void => void writeSync(file, bytes, 0, 40);

type Method = 'truncate' | 'datasync';

/** Stands before a method of every open file. */
async function watching(method: Method, on: () => Promise<void>): Promise<{ restore(): void }> {
  const some = await open(root, 'r');
  const prototype = Object.getPrototypeOf(some) as FileHandle;
  await some.close();
  const original = prototype[method] as (...args: readonly unknown[]) => Promise<unknown>;
  const spy = jest.spyOn(prototype, method).mockImplementation(async function (
    this: FileHandle,
    ...args: readonly unknown[]
  ) {
    await on();
    return Reflect.apply(original, this, args);
  } as never);
  return { restore: () => spy.mockRestore() };
}

/** Makes a method of every open file fail some times, after some that pass. */
function failing(method: Method, times: number, passing = 0): Promise<{ restore(): void }> {
  let calls = 0;
  return watching(method, async () => {
    calls += 1;
    if (calls <= passing || calls > passing + times) return;
    throw new Error('ENOSPC: no space left on device');
  });
}

describe('the audit file', () => {
  it('is there with its first record, not before', async () => {
    expect(await readdir(root)).toEqual([]);
    await append([1]);
    expect(await readdir(inAudit(''))).toEqual([FILE, 'heads']);
  });

  it('can be read by its user alone [RULE:AUDIT-MODE]', async () => {
    await append([1]);
    const paths = [stateDir, inAudit(''), inAudit('heads'), inAudit(FILE), inAudit(`heads/${CHAIN}.json`)];
    expect(await Promise.all(paths.map(modeOf))).toEqual(['700', '700', '700', '600', '600']);
  });

  it('has one line for each record', async () => {
    await append([1, 2, 3]);
    expect(await lines()).toEqual([line(1), line(2), line(3), '']);
  });

  it('goes on in a next part before it would be longer than a part may be [RULE:AUDIT-CHAIN]', async () => {
    sink = sinkOf({ segmentBytes: line(4).length + line(5).length + line(6).length + 3 });
    await append([1, 2, 3, 4, 5, 6]);
    expect(await readdir(inAudit(''))).toEqual([FILE, `${CHAIN}-0002.jsonl`, 'heads']);
    expect((await lines()).length).toBe(4);
    expect(await lines(`${CHAIN}-0002.jsonl`)).toEqual([line(4), line(5), line(6), '']);
    expect(await verified()).toMatchObject({ ok: true, chains: [{ state: 'ok', records: 6 }] });
  });

  it('takes a record that is longer than a part as a part of its own', async () => {
    sink = sinkOf({ segmentBytes: 10 });
    await append([1, 2]);
    expect(await readdir(inAudit(''))).toEqual([FILE, `${CHAIN}-0002.jsonl`, 'heads']);
  });

  const now = (number: number): boolean | undefined => {
    const { record, line } = made[number - 1] ?? {};
    return record && line !== undefined ? sink.appendNow(record, line) : undefined;
  };

  it('is written at once in the middle of a part, and nowhere else', async () => {
    sink = sinkOf({ segmentBytes: line(1).length + line(2).length + line(3).length + 10 });
    expect(now(1)).toBe(false);
    await append([1]);
    expect([now(2), now(3)]).toEqual([true, true]);
    expect(await lines()).toEqual([line(1), line(2), line(3), '']);
    expect(await anchor()).toMatchObject({ seq: 3, hash: made[2]?.record.hash, durable: 1 });
    expect(now(4)).toBe(false);
    await append([4], false);
    expect(now(5)).toBe(true);
    expect(await readdir(inAudit(''))).toEqual([FILE, `${CHAIN}-0002.jsonl`, 'heads']);
    expect(await verified()).toMatchObject({ ok: true, chains: [{ records: 5, notes: [] }] });
  });

  it('leaves what could not be written at once to be taken back and written again', async () => {
    await append([1]);
    for (const passing of [0, 1]) {
      const { restore } = failingWrites(1, passing === 0 ? half : undefined, passing);
      const number = 2 + passing;
      expect(now(number)).toBe(false);
      restore();
      expect(now(number)).toBe(false);
      await append([number], false);
    }
    expect(now(4)).toBe(true);
    expect(await lines()).toEqual([line(1), line(2), line(3), line(4), '']);
    expect(await verified()).toMatchObject({ ok: true, chains: [{ records: 4, notes: [] }] });
  });

  it('rejects where it cannot be written, and writes again once it can', async () => {
    await writeFile(stateDir, 'in the way');
    await expect(append([1])).rejects.toThrow();
    await rm(stateDir);
    await append([1, 2]);
    expect(await lines()).toEqual([line(1), line(2), '']);
  });

  it('begins with the start of a chain, and with nothing else', async () => {
    await expect(append([2])).rejects.toThrow('A chain of the audit begins with its start.');
  });

  it('is not written through a symbolic link', async () => {
    const elsewhere = join(root, 'elsewhere');
    await mkdir(inAudit('heads'), { recursive: true, mode: 0o700 });
    await symlink(elsewhere, inAudit(FILE));
    await expect(append([1])).rejects.toThrow();
    expect(await readdir(root)).toEqual(['state']);
  });

  it('has no anchor behind a symbolic link', async () => {
    await mkdir(inAudit('heads'), { recursive: true, mode: 0o700 });
    await symlink(join(root, 'elsewhere'), inAudit(`heads/${CHAIN}.json`));
    await expect(append([1])).rejects.toThrow();
    expect(await readdir(root)).toEqual(['state']);
  });

  it('is not written into a file that is there already', async () => {
    await mkdir(inAudit(''), { recursive: true, mode: 0o700 });
    await writeFile(inAudit(FILE), 'before\n', { mode: 0o600 });
    await expect(append([1])).rejects.toThrow('EEXIST');
    expect(await lines()).toEqual(['before', '']);
  });

  it('is not written into a directory that is a symbolic link', async () => {
    const elsewhere = join(root, 'elsewhere');
    await mkdir(elsewhere);
    await mkdir(stateDir, { mode: 0o700 });
    await symlink(elsewhere, inAudit(''));
    await expect(append([1])).rejects.toThrow('is a symbolic link');
    expect(await readdir(elsewhere)).toEqual([]);
  });

  it('that was removed under it takes no durable record any more', async () => {
    await append([1, 2]);
    await unlink(inAudit(FILE));
    await expect(append([3])).rejects.toThrow('was removed while mcm wrote to it');
  });
});

describe('the anchor of a chain [RULE:AUDIT-CHAIN]', () => {
  it('is there before the first record, and names each record after it was written', async () => {
    const { restore } = failingWrites(99);
    await expect(append([1])).rejects.toThrow('ENOSPC');
    restore();
    expect(await readdir(inAudit(''))).toEqual(['heads']);
    await append([1]);
    expect(await anchor()).toMatchObject({ chain: CHAIN, seq: 1, hash: made[0]?.record.hash, boot: BOOT });
    await append([2]);
    expect(await anchor()).toMatchObject({ seq: 2, hash: made[1]?.record.hash });
  });

  it('says which record was flushed last', async () => {
    await append([1], false);
    expect(await anchor()).toMatchObject({ seq: 1, durable: 0 });
    await append([2], true);
    await append([3], false);
    expect(await anchor()).toMatchObject({ seq: 3, durable: 2 });
  });

  it('is always as long, written in place', async () => {
    const inode = async () => (await stat(inAudit(`heads/${CHAIN}.json`))).ino;
    await append([1]);
    const before = await inode();
    await append([2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect([await inode(), (await readFile(inAudit(`heads/${CHAIN}.json`))).length]).toEqual([
      before,
      ANCHOR_BYTES,
    ]);
  });

  it('moves after its record was flushed where that has to be on disk, and is flushed itself', async () => {
    await append([1]);
    const steps: string[] = [];
    const spies = [
      writing((_, __, position) => void steps.push(position === 0 ? 'anchor' : 'record')),
      await watching('datasync', async () => void steps.push('flush')),
    ];
    await append([2], true);
    await append([3], false);
    for (const { restore } of spies) restore();
    expect(steps).toEqual(['record', 'flush', 'anchor', 'flush', 'record', 'anchor']);
  });

  it('tells the next chain of the one before', async () => {
    expect(await sink.previous()).toBeUndefined();
    const older = await writeChain(stateDir, { reads: 1 });
    const newer = await writeChain(stateDir, { begun: '2026-03-02T12:00:00.000Z', reads: 2 });
    const { records } = await readTrail(stateDir);
    expect(await sink.previous()).toEqual({
      chain: newer,
      seq: 3,
      hash: (records.at(-1) as { hash?: string }).hash,
    });
    const [, ...starts] = records.flatMap((record) => (record.kind === 'start' ? [record.previous] : []));
    expect(starts).toMatchObject([{ chain: older, seq: 2 }]);
  });

  it('that does not decode still says that there was a chain', async () => {
    await append([1, 2]);
    await writeFile(inAudit(`heads/${CHAIN}.json`), 'broken');
    expect(await sinkOf().previous()).toEqual({ chain: CHAIN, seq: 0, hash: '0'.repeat(64) });
  });
});

describe('a write that fails', () => {
  /** The same place in the chain, another record: what comes after a failed one. */
  const other = chained(CHAIN, { ...outcome, call_id: 'other' }, { ...outcome, call_id: 'another' });

  it('in the middle of a line leaves nothing of it [RULE:TORN-AUDIT-LINES]', async () => {
    await append([1]);
    const { restore } = failingWrites(1, half);
    await expect(append([2])).rejects.toThrow('ENOSPC');
    restore();
    expect(await lines()).toEqual([line(1), '']);
    await append([2, 3], true, other);
    expect(await lines()).toEqual([line(1), other[1]?.line, other[2]?.line, '']);
    expect(await verified()).toMatchObject({ ok: true, chains: [{ records: 3, notes: [] }] });
  });

  it('when it is flushed takes the record back, whether it is the record or the anchor', async () => {
    await append([1]);
    for (const passing of [0, 1]) {
      const { restore } = await failing('datasync', 1, passing);
      await expect(append([2])).rejects.toThrow('ENOSPC');
      restore();
      expect([await lines(), (await anchor())?.seq]).toEqual([[line(1), ''], 1]);
      expect((await verified()).ok).toBe(true);
    }
    await append([2], true, other);
    expect(await lines()).toEqual([line(1), other[1]?.line, '']);
  });

  it('on the anchor takes the record back', async () => {
    await append([1]);
    // The record is written first, then the anchor.
    const { restore } = failingWrites(1, undefined, 1);
    await expect(append([2])).rejects.toThrow('ENOSPC');
    restore();
    expect([await lines(), (await verified()).ok]).toEqual([[line(1), ''], true]);
    await append([2], true, other);
    expect(await lines()).toEqual([line(1), other[1]?.line, '']);
  });

  it('at the beginning of a part uses the part again', async () => {
    sink = sinkOf({ segmentBytes: 10 });
    await append([1]);
    const { restore } = failingWrites(1);
    await expect(append([2])).rejects.toThrow('ENOSPC');
    restore();
    await append([2]);
    expect(await readdir(inAudit(''))).toEqual([FILE, `${CHAIN}-0002.jsonl`, 'heads']);
  });

  it('and cannot be taken back begins a new part, and says so when it is verified', async () => {
    await append([1, 2]);
    const full = await failing('datasync', 1);
    const stuck = await failing('truncate', 2);
    await expect(append([3])).rejects.toThrow('ENOSPC');
    full.restore();
    const again = chained(CHAIN, ...many.slice(0, 1), { ...intent, call_id: 'again' }, outcome);
    await append([3, 4], true, again);
    stuck.restore();
    expect(await lines()).toEqual([line(1), line(2), line(3), '']);
    expect(await lines(`${CHAIN}-0002.jsonl`)).toEqual([again[2]?.line, again[3]?.line, '']);
    expect(await verified()).toMatchObject({
      ok: true,
      chains: [
        { records: 4, notes: ['record 3 could not be written in full at first, and was written again'] },
      ],
    });
    const { records } = await readTrail(stateDir);
    expect(records.map((record) => ('call_id' in record ? record.call_id : ''))).toEqual([
      '',
      'call-0',
      'again',
      'call-1',
    ]);
  });

  it('and leaves half a line that cannot be taken back is a torn line of an earlier part', async () => {
    await append([1, 2]);
    const full = failingWrites(1, half);
    const stuck = await failing('truncate', 2);
    await expect(append([3])).rejects.toThrow('ENOSPC');
    full.restore();
    await append([3, 4]);
    stuck.restore();
    expect(await verified()).toMatchObject({
      ok: true,
      chains: [{ records: 4, notes: [`${FILE} ends in a torn line, as a crash or a full disk leaves it`] }],
    });
  });
});
