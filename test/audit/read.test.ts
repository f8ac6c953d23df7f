import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { appendFile, chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTrail } from '../../src/audit/read.js';
import { record } from './records.js';
import { writeChain } from './trails.js';

let stateDir: string;
beforeEach(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'mcm-trail-'));
});
afterEach(() => rm(stateDir, { recursive: true, force: true }));

async function write(name: string, text: string): Promise<void> {
  await mkdir(join(stateDir, 'audit'), { recursive: true });
  await writeFile(join(stateDir, 'audit', name), text, { mode: 0o600 });
}
const line = (seq: number, time: string) => `${JSON.stringify(record(seq, time))}\n`;
const seqs = async (): Promise<readonly number[]> =>
  (await readTrail(stateDir)).records.map(({ seq }) => seq);

describe('reading the audit trail', () => {
  it('gives nothing where there is nothing', async () => {
    expect(await readTrail(stateDir)).toEqual({ records: [], problems: [] });
  });

  it('gives the records of every chain in the order of time, and in one moment in that of the chain', async () => {
    await writeChain(stateDir, { actions: 1, segmentBytes: 1000 });
    await writeChain(stateDir, { begun: '2026-03-01T12:00:30.000Z', random: '00000000', actions: 1 });
    const { records, problems } = await readTrail(stateDir);
    expect(problems).toEqual([]);
    expect(records.map(({ time, seq, kind }) => `${time.slice(14, 19)} ${String(seq)} ${kind}`)).toEqual([
      '01:00 1 start',
      '01:00 2 intent',
      '01:30 1 start',
      '01:30 2 intent',
      '02:00 3 call',
      '02:30 3 call',
    ]);
  });

  it('gives what an earlier version wrote without chains too', async () => {
    await write('b.jsonl', line(1, '2026-03-01T12:00:02.000Z'));
    await write('a.jsonl', line(1, '2026-03-01T12:00:01.000Z') + line(2, '2026-03-01T12:00:03.000Z'));
    expect((await readTrail(stateDir)).records).toEqual([
      record(1, '2026-03-01T12:00:01.000Z'),
      record(1, '2026-03-01T12:00:02.000Z'),
      record(2, '2026-03-01T12:00:03.000Z'),
    ]);
  });

  it('leaves out a last line that a crash has torn, which is no problem', async () => {
    await write('a.jsonl', `${line(1, '2026-03-01T12:00:01.000Z')}{"v":1,"seq":2,"ti`);
    expect(await readTrail(stateDir)).toMatchObject({ records: [{ seq: 1 }], problems: [] });
  });

  it('takes no other file for a part of it', async () => {
    await write('notes.txt', 'hello\n');
    expect(await readTrail(stateDir)).toEqual({ records: [], problems: [] });
  });

  it('leaves out a torn line in the middle, an empty one, and what is no record, and says so [RULE:TORN-AUDIT-LINES]', async () => {
    await write(
      'a.jsonl',
      [
        line(1, '2026-03-01T12:00:01.000Z'),
        '{"v":1,"seq":2,"ti\n\nnull\n7\n"text"\n[]\n{}\n{"kind":"call","seq":3}\n',
        '{"kind":"approval","seq":3,"time":"x","principal":{"id":"a"}}\n{"kind":"new","seq":3,"time":"x"}\n',
        line(4, '2026-03-01T12:00:04.000Z'),
      ].join(''),
    );
    expect(await seqs()).toEqual([1, 4]);
    expect((await readTrail(stateDir)).problems).toEqual(['a.jsonl: 10 lines are no record of mcm.']);
  });

  it('goes on where one file cannot be used, and says which [RULE:AUDIT-MODE]', async () => {
    await write('a.jsonl', line(1, '2026-03-01T12:00:01.000Z'));
    await write('b.jsonl', line(2, '2026-03-01T12:00:02.000Z'));
    await write('c.jsonl', line(3, '2026-03-01T12:00:03.000Z'));
    await write('d.txt', line(4, '2026-03-01T12:00:04.000Z'));
    await chmod(join(stateDir, 'audit', 'b.jsonl'), 0o666);
    await symlink('d.txt', join(stateDir, 'audit', 'd.jsonl'));
    await mkdir(join(stateDir, 'audit', 'e.jsonl'));
    const { records, problems } = await readTrail(stateDir);
    expect(records.map(({ seq }) => seq)).toEqual([1, 3]);
    expect(problems).toEqual([
      expect.stringContaining('b.jsonl has mode 0666'),
      expect.stringContaining('d.jsonl is a symbolic link'),
      expect.stringContaining('e.jsonl is not a regular file'),
    ]);
  });

  it('reads nothing through a directory that is a symbolic link, and says so', async () => {
    const other = join(stateDir, 'other');
    await writeChain(other, { reads: 1 });
    await symlink(join(other, 'audit'), join(stateDir, 'audit'));
    expect(await readTrail(stateDir)).toEqual({
      records: [],
      problems: [expect.stringContaining('is a symbolic link')],
    });
  });

  it('of a hundred thousand records gives each once', async () => {
    const count = 100_000;
    const text = Array.from({ length: count }, (_, each) => line(count - each, '2026-03-01T12:00:01.000Z'));
    await write('a.jsonl', text.slice(0, count / 2).join(''));
    await write('b.jsonl', '');
    await appendFile(join(stateDir, 'audit', 'b.jsonl'), text.slice(count / 2).join(''));
    const read = await seqs();
    expect([read.length, read[0], read.at(-1)]).toEqual([count, 1, count]);
  });
});
