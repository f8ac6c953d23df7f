import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { appendFile, chmod, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trailOnDisk } from '../../src/audit/files.js';
import { Follower } from '../../src/audit/follow.js';
import { segmentName } from '../../src/audit/names.js';
import { writeChain } from './trails.js';

let stateDir: string;
let follower: Follower;
beforeEach(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'mcm-follow-'));
  follower = new Follower(trailOnDisk(stateDir));
});
afterEach(() => rm(stateDir, { recursive: true, force: true }));

const kinds = async (): Promise<readonly string[]> => (await follower.next()).records.map(({ kind }) => kind);

describe('following a trail', () => {
  it('tells each record once, over parts and chains', async () => {
    expect(await kinds()).toEqual([]);
    await writeChain(stateDir, { actions: 1, segmentBytes: 1000 });
    expect(await kinds()).toEqual(['start', 'intent', 'call']);
    expect(await kinds()).toEqual([]);
    await writeChain(stateDir, { random: '00000000', reads: 1 });
    expect(await kinds()).toEqual(['start', 'call']);
  });

  it('tells a record when its line is whole', async () => {
    const chain = await writeChain(stateDir, { reads: 1 });
    await kinds();
    const file = join(stateDir, 'audit', segmentName(chain, 1));
    await appendFile(file, '{"kind":"call","call_id":"c","tool":"t","principal":{"id":"a"},');
    expect(await kinds()).toEqual([]);
    await appendFile(file, '"seq":3,"time":"2026-03-01T12:02:00.000Z"}\n');
    expect(await kinds()).toEqual(['call']);
  });

  it('goes on after something was taken back', async () => {
    const chain = await writeChain(stateDir, { actions: 1 });
    const file = join(stateDir, 'audit', segmentName(chain, 1));
    await kinds();
    const other = await mkdtemp(join(tmpdir(), 'mcm-follow-'));
    await writeChain(other, { actions: 1 });
    await rm(other, { recursive: true });
    await truncate(file, 0);
    expect(await kinds()).toEqual([]);
    await appendFile(file, '{"kind":"start","chain":"c","seq":1,"time":"2026-03-01T12:02:00.000Z"}\n');
    expect(await kinds()).toEqual(['start']);
  });

  it('says what it cannot read, and tells it once it can', async () => {
    const chain = await writeChain(stateDir, { reads: 1 });
    const file = join(stateDir, 'audit', segmentName(chain, 1));
    await chmod(file, 0o644);
    await writeFile(join(stateDir, 'audit', 'z.jsonl'), 'garbage\n', { mode: 0o600 });
    expect(await follower.next()).toEqual({
      records: [],
      problems: [expect.stringContaining('has mode 0644')],
    });
    await chmod(file, 0o600);
    expect(await kinds()).toEqual(['start', 'call']);
  });
});
