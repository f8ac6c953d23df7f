import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTrail } from '../../src/audit/read.js';
import { record } from './records.js';

let stateDir: string;
beforeEach(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'mcm-trail-'));
});
afterEach(() => rm(stateDir, { recursive: true, force: true }));

async function write(name: string, text: string): Promise<void> {
  await mkdir(join(stateDir, 'audit'), { recursive: true });
  await writeFile(join(stateDir, 'audit', name), text);
}
const line = (seq: number, time: string) => `${JSON.stringify(record(seq, time))}\n`;

describe('reading the audit trail', () => {
  it('gives nothing where there is nothing', async () => {
    expect(await readTrail(stateDir)).toEqual([]);
  });

  it('puts the files of several hosts in the order of time', async () => {
    await write('b.jsonl', line(1, '2026-03-01T12:00:02.000Z'));
    await write('a.jsonl', line(1, '2026-03-01T12:00:01.000Z') + line(2, '2026-03-01T12:00:03.000Z'));
    expect((await readTrail(stateDir)).map(({ time }) => time)).toEqual([
      '2026-03-01T12:00:01.000Z',
      '2026-03-01T12:00:02.000Z',
      '2026-03-01T12:00:03.000Z',
    ]);
  });

  it('leaves out a last line that a crash has torn', async () => {
    await write('a.jsonl', `${line(1, '2026-03-01T12:00:01.000Z')}{"v":1,"seq":2,"ti`);
    expect((await readTrail(stateDir)).map(({ seq }) => seq)).toEqual([1]);
  });

  it('takes no other file for a part of it', async () => {
    await write('notes.txt', 'hello\n');
    expect(await readTrail(stateDir)).toEqual([]);
  });

  it('leaves out a torn line in the middle, an empty one, and what is no record [RULE:TORN-AUDIT-LINES]', async () => {
    await write(
      'a.jsonl',
      [
        line(1, '2026-03-01T12:00:01.000Z'),
        '{"v":1,"seq":2,"ti\n\nnull\n7\n"text"\n[]\n{}\n{"kind":"call","seq":3}\n',
        line(4, '2026-03-01T12:00:04.000Z'),
      ].join(''),
    );
    expect((await readTrail(stateDir)).map(({ seq }) => seq)).toEqual([1, 4]);
  });
});
