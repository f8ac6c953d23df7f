import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { mkdir, open, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JsonlSink } from '../../src/audit/jsonl-sink.js';
import { readTrail } from '../../src/audit/read.js';
import { record } from './records.js';

const FILE = '2026-03-01T12-00-00-000Z-4711.jsonl';
let root: string;
let stateDir: string;
let sink: JsonlSink;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'mcm-audit-'));
  stateDir = join(root, 'state');
  sink = new JsonlSink(stateDir, new Date('2026-03-01T12:00:00.000Z'), 4711);
});
afterEach(async () => {
  await sink.close();
  await rm(root, { recursive: true, force: true });
});

const lines = async (): Promise<string[]> =>
  (await readFile(join(stateDir, 'audit', FILE), 'utf8')).split('\n');
const modeOf = async (path: string): Promise<string> => ((await stat(path)).mode & 0o777).toString(8);

describe('the audit file', () => {
  it('is there with its first record, not before', async () => {
    expect(await readdir(root)).toEqual([]);
    await sink.append(record(1), true);
    expect(await readdir(join(stateDir, 'audit'))).toEqual([FILE]);
  });

  it('can be read by its user alone [RULE:AUDIT-MODE]', async () => {
    await sink.append(record(1), true);
    expect([
      await modeOf(stateDir),
      await modeOf(join(stateDir, 'audit')),
      await modeOf(join(stateDir, 'audit', FILE)),
    ]).toEqual(['700', '700', '600']);
  });

  it('has one line for each record, whatever is in it', async () => {
    await sink.append({ ...record(1), arguments: { text: 'a\nb\u2028c' } }, false);
    await sink.append(record(2), true);
    const [first, second, rest] = await lines();
    expect(JSON.parse(first ?? '')).toEqual({ ...record(1), arguments: { text: 'a\nb\u2028c' } });
    expect(JSON.parse(second ?? '')).toEqual(record(2));
    expect(rest).toBe('');
  });

  it('keeps the order of records that are appended at once', async () => {
    const seqs = Array.from({ length: 50 }, (_, index) => index + 1);
    await Promise.all(seqs.map((seq) => sink.append(record(seq), seq % 7 === 0)));
    const written = (await lines()).slice(0, -1).map((line) => (JSON.parse(line) as { seq: number }).seq);
    expect(written).toEqual(seqs);
  });

  it('only grows: what was there stays', async () => {
    await mkdir(join(stateDir, 'audit'), { recursive: true, mode: 0o700 });
    await writeFile(join(stateDir, 'audit', FILE), 'before\n', { mode: 0o600 });
    await sink.append(record(1), true);
    expect(await lines()).toEqual(['before', JSON.stringify(record(1)), '']);
  });

  it('rejects where it cannot be written, and writes again once it can', async () => {
    await writeFile(stateDir, 'in the way');
    await expect(sink.append(record(1), true)).rejects.toThrow();
    await rm(stateDir);
    await sink.append(record(2), true);
    expect(await lines()).toEqual([JSON.stringify(record(2)), '']);
  });

  it('is not written through a symbolic link', async () => {
    const elsewhere = join(root, 'elsewhere');
    await mkdir(join(stateDir, 'audit'), { recursive: true, mode: 0o700 });
    await symlink(elsewhere, join(stateDir, 'audit', FILE));
    await expect(sink.append(record(1), true)).rejects.toThrow();
    expect(await readdir(root)).toEqual(['state']);
  });

  it('is not written into a directory that is a symbolic link', async () => {
    const elsewhere = join(root, 'elsewhere');
    await mkdir(elsewhere);
    await mkdir(stateDir, { mode: 0o700 });
    await symlink(elsewhere, join(stateDir, 'audit'));
    await expect(sink.append(record(1), true)).rejects.toThrow('is a symbolic link');
    expect(await readdir(elsewhere)).toEqual([]);
  });

  it('whose disk was full in the middle of a line loses that line and no other [RULE:TORN-AUDIT-LINES]', async () => {
    await sink.append(record(1), true);
    const handle = await open(join(stateDir, 'audit', FILE), 'a');
    const full = jest
      .spyOn(Object.getPrototypeOf(handle) as typeof handle, 'appendFile')
      .mockImplementationOnce(async (line) => {
        await handle.write(String(line).slice(0, 40));
        throw new Error('ENOSPC: no space left on device');
      });
    try {
      await expect(sink.append(record(2), true)).rejects.toThrow('ENOSPC');
    } finally {
      full.mockRestore();
      await handle.close();
    }
    await sink.append(record(3), true);
    await sink.append(record(4), true);
    expect(await lines()).toEqual([
      JSON.stringify(record(1)),
      JSON.stringify(record(2)).slice(0, 40),
      JSON.stringify(record(3)),
      JSON.stringify(record(4)),
      '',
    ]);
    expect((await readTrail(stateDir)).map(({ seq }) => seq)).toEqual([1, 3, 4]);
  });
});
