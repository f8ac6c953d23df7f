import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chmod, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ANCHOR_BYTES, decodeAnchor, encodeAnchor, type Anchor } from '../../src/audit/anchor.js';
import { soundRecord } from '../../src/audit/check-record.js';
import { trailOnDisk, type TrailFiles } from '../../src/audit/files.js';
import { link } from '../../src/audit/link.js';
import { anchorName, segmentName } from '../../src/audit/names.js';
import { readTrail } from '../../src/audit/read.js';
import type { AuditRecord } from '../../src/audit/record.js';
import { verifyTrail } from '../../src/audit/verify.js';
import { HOST, outcome, record } from './records.js';
import { BOOT, MemoryTrail, writeChain, type Written } from './trails.js';

const OTHER_BOOT = '99999999-2222-3333-4444-555555555555';
const NEXT = { begun: '2026-03-02T12:00:00.000Z', random: '5e6f7a8b' };

let stateDir: string;
beforeEach(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'mcm-verify-'));
});
afterEach(() => rm(stateDir, { recursive: true, force: true }));

/** One chain in a directory of its own and in memory, and the names of its files. */
async function one(written: Written = {}) {
  const directory = await mkdtemp(join(stateDir, 'one-'));
  const chain = await writeChain(directory, written);
  const trail = await MemoryTrail.of(directory);
  return { directory, trail, chain, file: segmentName(chain, 1), anchor: anchorName(chain) };
}
const linesOf = (bytes: Buffer): string[] => bytes.toString().split('\n').slice(0, -1);
const bytesOf = (lines: readonly string[]): Buffer => Buffer.from(lines.map((line) => `${line}\n`).join(''));
/** The report on the only chain. */
const report = async (trail: TrailFiles, boot: string | undefined = BOOT) =>
  (await verifyTrail(trail, boot)).chains[0];

/** The trail after one record more was appended, as mcm itself would; its anchor stays. */
function grown(trail: MemoryTrail, file: string, more = 1): MemoryTrail {
  const lines = linesOf(trail.get(file));
  for (let each = 0; each < more; each++) {
    const last = JSON.parse(lines.at(-1) ?? '') as AuditRecord;
    const place = { seq: last.seq + 1, prev: last.hash, time: last.time, host: HOST };
    lines.push(link({ ...outcome, call_id: `grown-${String(each)}` }, place).line);
  }
  return trail.with(file, bytesOf(lines));
}
function anchored(trail: MemoryTrail, anchor: string, change: Partial<Anchor>): MemoryTrail {
  const now = decodeAnchor(trail.get(anchor));
  if (!now) throw new Error('The anchor does not decode.');
  return trail.with(anchor, encodeAnchor({ ...now, ...change }));
}

describe('an anchor', () => {
  const full: Anchor = { chain: 'c', seq: 12, hash: 'ab', durable: 11, boot: BOOT };

  it('is read back as it was written, with or without the run of the machine', () => {
    const { boot, ...without } = full;
    expect(decodeAnchor(encodeAnchor(full))).toEqual(full);
    expect(decodeAnchor(encodeAnchor(without))).toEqual(without);
    expect([boot, encodeAnchor(full).length, encodeAnchor(without).length]).toEqual([
      BOOT,
      ANCHOR_BYTES,
      ANCHOR_BYTES,
    ]);
  });

  it('is none where a number was changed, or where something was added', () => {
    const text = encodeAnchor(full).toString();
    expect(decodeAnchor(Buffer.from(text.replace('"seq":12', '"seq":13')))).toBeUndefined();
    expect(decodeAnchor(Buffer.from(text.replace('"durable":11', '"durable":10')))).toBeUndefined();
    expect(decodeAnchor(Buffer.from(text.replace(' \n', '\n')))).toBeUndefined();
    expect(decodeAnchor(Buffer.from('null'))).toBeUndefined();
  });
});

describe('a trail that mcm wrote [RULE:AUDIT-VERIFY]', () => {
  it('that is not there is well', async () => {
    expect(await verifyTrail(trailOnDisk(join(stateDir, 'none')), BOOT)).toMatchObject({
      ok: true,
      chains: [],
      unchained: [],
    });
  });

  it('is well, over parts and chains, on disk', async () => {
    const first = await writeChain(stateDir, { actions: 2, segmentBytes: 1000 });
    const second = await writeChain(stateDir, { ...NEXT, reads: 2 });
    const { ok, chains } = await verifyTrail(trailOnDisk(stateDir), BOOT);
    expect({ ok, chains }).toEqual({
      ok: true,
      chains: [
        {
          chain: first,
          state: 'ok',
          records: 5,
          from: '2026-03-01T12:01:00.000Z',
          to: '2026-03-01T12:04:00.000Z',
          notes: [],
        },
        {
          chain: second,
          state: 'ok',
          records: 3,
          from: '2026-03-02T12:01:00.000Z',
          to: '2026-03-02T12:02:00.000Z',
          notes: [],
        },
      ],
    });
  });

  it('of an earlier version is told as unchained', async () => {
    const { trail } = await one({ reads: 1 });
    const old = trail.with('2026-02-01T12-00-00-000Z-7.jsonl', bytesOf([JSON.stringify(record(1)), 'torn']));
    expect(await verifyTrail(old, BOOT)).toMatchObject({
      ok: true,
      unchained: [{ file: '2026-02-01T12-00-00-000Z-7.jsonl', records: 2 }],
    });
  });

  it('may grow while it is verified', async () => {
    const { trail, file, anchor } = await one({ actions: 2 });
    const later = grown(trail, file, 3);
    const last = JSON.parse(linesOf(later.get(file)).at(-1) ?? '') as AuditRecord;
    const live: TrailFiles = {
      chains: () => trail.chains(),
      segments: () => trail.segments(),
      size: (name) => later.size(name),
      read: async (name) => {
        // From here on the anchor is where the chain is.
        live.anchor = (chain) => anchored(trail, anchor, { seq: last.seq, hash: last.hash }).anchor(chain);
        return Buffer.concat([await later.read(name), Buffer.from('{"half":')]);
      },
      anchor: (chain) => trail.anchor(chain),
    };
    expect(await report(live)).toMatchObject({ state: 'ok', records: 8 });
  });

  it('may go on in another part after its parts were listed', async () => {
    const { trail, file, anchor } = await one({ actions: 2, segmentBytes: 1600 });
    const [first, second] = [linesOf(trail.get(file)), (await trail.segments()).slice(1)];
    expect([first.length, second.length]).toEqual([3, 1]);
    const { seq, hash } = JSON.parse(first.at(-1) ?? '') as AuditRecord;
    let listed = false;
    const live: TrailFiles = {
      chains: () => trail.chains(),
      segments: async () => {
        listed = true;
        return [file];
      },
      size: (name) => trail.size(name),
      read: (name) => trail.read(name),
      anchor: (chain) => (listed ? trail : anchored(trail, anchor, { seq, hash })).anchor(chain),
    };
    expect(await report(live)).toMatchObject({ state: 'ok', records: 3 });
  });

  it('may begin another chain while it is verified', async () => {
    const { directory, trail } = await one({ actions: 1 });
    await writeChain(directory, { ...NEXT, actions: 1 });
    const both = await MemoryTrail.of(directory);
    const live: TrailFiles = Object.assign(Object.create(both) as MemoryTrail, {
      files: both.files,
      chains: () => trail.chains(),
    });
    expect((await verifyTrail(live, BOOT)).ok).toBe(true);
  });
});

describe('what a crash leaves [RULE:AUDIT-VERIFY]', () => {
  it('is well: a record that the anchor does not name yet', async () => {
    const { trail, file } = await one({ actions: 2 });
    expect(await report(grown(trail, file))).toMatchObject({
      state: 'ok',
      records: 6,
      notes: ['1 record beyond the anchor, as a crash leaves it'],
    });
  });

  it('is well at every byte of the record that was being written', async () => {
    const { trail, file } = await one({ actions: 1 });
    const [before, after] = [trail.get(file), grown(trail, file).get(file)];
    for (let length = before.length + 1; length < after.length; length++)
      expect(await report(trail.with(file, after.subarray(0, length)))).toMatchObject({
        state: 'ok',
        records: 3,
        notes: [`${file} ends in a torn line, as a crash or a full disk leaves it`],
      });
  });

  it('is not more than one record', async () => {
    const { trail, file } = await one({ actions: 2 });
    expect(await report(grown(trail, file, 2))).toMatchObject({
      state: 'bad',
      bad: {
        file,
        line: 7,
        seq: 7,
        reason: 'it comes after the end that the anchor names; a crash leaves one record there at most',
      },
    });
  });

  it('after a restart of the machine may be more, since the anchor may be the older one then', async () => {
    const { trail, file } = await one({ actions: 2 });
    expect(await report(grown(trail, file, 2), OTHER_BOOT)).toMatchObject({ state: 'ok', records: 7 });
  });

  it('before the first record is an anchor alone, or an empty file beside it', async () => {
    const { trail, file, anchor } = await one({ reads: 1 });
    const begun = anchored(trail, anchor, { seq: 0, hash: '0'.repeat(64), durable: 0 });
    for (const left of [begun.with(file, undefined), begun.with(file, Buffer.alloc(0))])
      expect(await verifyTrail(left, BOOT)).toMatchObject({
        ok: true,
        chains: [{ state: 'ok', records: 0 }],
      });
  });

  it('is lost where it was never flushed and the machine restarted, which is said plainly', async () => {
    const { trail, file } = await one({ actions: 1, reads: 3 });
    const cut = trail.with(file, bytesOf(linesOf(trail.get(file)).slice(0, 4)));
    expect(await verifyTrail(cut, OTHER_BOOT)).toMatchObject({
      ok: true,
      chains: [
        {
          state: 'lost',
          records: 4,
          notes: [
            'the last 2 records were never flushed to the disk, and are lost since the machine restarted',
          ],
        },
      ],
    });
    expect(await report(cut, BOOT)).toMatchObject({ state: 'bad', bad: { line: 5, seq: 5 } });
  });

  it('is never a record that was flushed', async () => {
    const { trail, file } = await one({ actions: 2, reads: 1 });
    const cut = trail.with(file, bytesOf(linesOf(trail.get(file)).slice(0, 4)));
    expect(await report(cut, OTHER_BOOT)).toMatchObject({
      state: 'bad',
      bad: { file, line: 5, seq: 5, reason: 'from here on 2 records that the anchor names are missing' },
    });
  });

  it('may be told as bad where the system does not say when it started, with the reason', async () => {
    const { trail, file, anchor } = await one({ actions: 1, reads: 1 });
    const cut = trail.with(file, bytesOf(linesOf(trail.get(file)).slice(0, 3)));
    const { boot, ...without } = decodeAnchor(trail.get(anchor)) ?? { boot: '' };
    const unknown = cut.with(anchor, encodeAnchor(without as Anchor));
    expect(boot).toBe(BOOT);
    expect((await report(unknown))?.bad?.reason).toBe(
      'from here on 1 record that the anchor names is missing (they were not flushed, so a loss of power would explain it; this system does not say when it started)',
    );
  });
});

describe('the first bad record of a chain [RULE:AUDIT-VERIFY]', () => {
  /** A chain of five records, of which the lines become others. */
  async function bad(change: (lines: string[]) => readonly string[], written: Written = { actions: 2 }) {
    const { trail, file } = await one(written);
    const found = await report(trail.with(file, bytesOf(change(linesOf(trail.get(file))))));
    return { ...found?.bad, file: found?.bad?.file === file ? 'the file' : found?.bad?.file };
  }
  const edited = (at: number, from: string | RegExp, to: string) => (lines: string[]) =>
    lines.map((line, each) => (each === at - 1 ? line.replace(from, to) : line));

  it('is named where what it says was changed', async () => {
    expect(await bad(edited(3, '"outcome":"result"', '"outcome":"errors"'))).toEqual({
      file: 'the file',
      line: 3,
      seq: 3,
      reason: 'its hash is not the hash of what it says',
    });
  });

  it('is named where it is written otherwise, though it says the same', async () => {
    const reason = 'it is not written as mcm writes it';
    expect(await bad(edited(2, '{', '{ '))).toMatchObject({ line: 2, seq: 2, reason });
    expect(await bad(edited(2, '"kind"', '"k\\u0069nd"'))).toMatchObject({ line: 2, seq: 2, reason });
    expect(await bad(edited(2, '"v":2', '"v":2,"v":2'))).toMatchObject({ line: 2, seq: 2, reason });
  });

  it('is named where its bytes are no text, though a reader would see the same', () => {
    const place = { seq: 2, prev: 'a', time: '2026-03-01T12:00:00.000Z', host: HOST };
    const bytes = Buffer.from(link({ ...outcome, call_id: '\ufffd' }, place).line);
    expect(soundRecord(bytes)).toMatchObject({ record: { call_id: '\ufffd' } });
    // The beginning of a character without its end is read as the same sign.
    const broken = Buffer.from(bytes);
    broken.set([0xf0, 0x9f, 0x98], bytes.indexOf('\ufffd'));
    expect(broken.toString()).toBe(bytes.toString());
    expect(soundRecord(broken)).toEqual({ reason: 'it is not written as mcm writes it', seq: 2 });
  });

  it('is named where a line is none, is gone, or stands twice', async () => {
    expect(await bad(edited(4, /^.*$/, 'garbage'))).toMatchObject({ line: 4, reason: 'it is no JSON' });
    expect(await bad(edited(4, /^.*$/, '[]'))).toMatchObject({ line: 4, reason: 'it is no record' });
    expect(await bad((lines) => lines.toSpliced(1, 1))).toMatchObject({
      line: 2,
      seq: 3,
      reason: 'it has the number 3; 2 is due',
    });
    expect(await bad((lines) => lines.toSpliced(1, 0, lines[1] ?? ''))).toMatchObject({
      line: 3,
      seq: 2,
      reason: 'it has the number 2; 3 is due',
    });
  });

  it('is named where it was made for another place', async () => {
    const forged = (entry: object, prev?: string) => (lines: string[]) =>
      lines.map((line, at) => {
        const { hash, v, seq, time, host, ...old } = JSON.parse(line) as AuditRecord;
        const made = { ...old, ...entry } as Parameters<typeof link>[0];
        return at === 2
          ? link(made, { seq, time, host, prev: prev ?? old.prev }).line
          : ([line, hash, v][0] as string);
      });
    expect(await bad(forged({}, 'f'.repeat(64)))).toMatchObject({
      line: 3,
      reason: 'it does not follow the record before it',
    });
    expect(await bad(forged({ kind: 'start', chain: 'x' }))).toMatchObject({
      line: 3,
      reason: 'it begins a chain in the middle of one',
    });
    expect(await bad(forged({ kind: 'checkpoint' }))).toMatchObject({
      line: 3,
      reason: 'it does not say what a record of its kind says',
    });
    // Forged with the right hash: the record after it tells.
    expect(await bad(forged({ outcome: 'error' }))).toMatchObject({
      line: 4,
      seq: 4,
      reason: 'it does not follow the record before it',
    });
  });

  it('is named by its anchor where it is the last one', async () => {
    const { trail, file, anchor } = await one({ actions: 1 });
    const forged = anchored(trail, anchor, { hash: 'f'.repeat(64) });
    expect((await report(forged))?.bad).toEqual({
      file,
      line: 3,
      seq: 3,
      reason: 'it is not the record that the anchor names',
    });
  });

  it('is the first of a file that has the name of another chain', async () => {
    const { trail, chain, file, anchor } = await one({ actions: 1 });
    const name = chain.replace('1a2b3c4d', 'ffffffff');
    const renamed = trail
      .with(file, undefined)
      .with(anchor, undefined)
      .with(segmentName(name, 1), trail.get(file))
      .with(anchorName(name), trail.get(anchor));
    expect((await report(renamed))?.bad).toEqual({
      file: segmentName(name, 1),
      line: 1,
      seq: 1,
      reason: `it begins the chain ${chain}, and the file is named after another`,
    });
  });

  it('says which file or anchor is missing, or cannot be used', async () => {
    const { directory, trail, chain, file, anchor } = await one({ actions: 2, segmentBytes: 1000 });
    const said = async (changed: TrailFiles) => (await report(changed))?.bad;
    expect(await said(trail.with(file, undefined))).toEqual({ file, seq: 1, reason: 'the file is missing' });
    expect(await said(trail.with(segmentName(chain, 2), undefined))).toMatchObject({
      file: segmentName(chain, 2),
      reason: 'the file is missing',
    });
    expect(await said(trail.with(anchor, undefined))).toEqual({
      file: anchor,
      reason: 'the anchor of the chain is missing',
    });
    expect(await said(trail.with(anchor, Buffer.alloc(512)))).toEqual({
      file: anchor,
      reason: 'the anchor is not as it was written',
    });
    await chmod(join(directory, 'audit', file), 0o644);
    expect((await said(trailOnDisk(directory)))?.reason).toContain('has mode 0644');
    await rm(join(directory, 'audit', file));
    await symlink(segmentName(chain, 2), join(directory, 'audit', file));
    expect((await said(trailOnDisk(directory)))?.reason).toContain('is a symbolic link');
  });

  it('is told of every chain, and of files that hold chained records under another name', async () => {
    const first = await writeChain(stateDir, { actions: 1 });
    const second = await writeChain(stateDir, { ...NEXT, actions: 1 });
    const trail = await MemoryTrail.of(stateDir);
    let changed = trail.with('mine.jsonl', trail.get(segmentName(first, 1)));
    for (const chain of [first, second]) {
      const file = segmentName(chain, 1);
      changed = changed.with(file, Buffer.from(trail.get(file).toString().replace('acme', 'acne')));
    }
    const { ok, chains, unchained } = await verifyTrail(changed, BOOT);
    expect([ok, chains.map(({ bad: each }) => [each?.file, each?.line])]).toEqual([
      false,
      [
        [segmentName(first, 1), 2],
        [segmentName(second, 1), 2],
      ],
    ]);
    expect(unchained).toEqual([
      {
        file: 'mine.jsonl',
        records: 3,
        bad: {
          file: 'mine.jsonl',
          line: 1,
          reason: 'it holds records of a chain, and is not named after one',
        },
      },
    ]);
  });
});

describe('the chain that another one names [RULE:AUDIT-VERIFY]', () => {
  it('has to be there, with that record', async () => {
    const first = await writeChain(stateDir, { actions: 1 });
    const second = await writeChain(stateDir, { ...NEXT, actions: 1 });
    const trail = await MemoryTrail.of(stateDir);
    const gone = trail.with(segmentName(first, 1), undefined).with(anchorName(first), undefined);
    expect((await verifyTrail(gone, BOOT)).chains).toMatchObject([
      {
        chain: second,
        bad: {
          file: segmentName(second, 1),
          line: 1,
          seq: 1,
          reason: `it names the chain ${first}, which is not there`,
        },
      },
    ]);

    /** The older chain written anew, whole and with an anchor of its own. */
    const anew = async (written: Written) => {
      const { trail: forged, file, anchor, chain } = await one(written);
      expect(chain).toBe(first);
      const changed = trail.with(file, forged.get(file)).with(anchor, forged.get(anchor));
      return (await verifyTrail(changed, BOOT)).chains.map(({ bad }) => bad?.reason);
    };
    expect(await anew({ reads: 2 })).toEqual([undefined, `it names another record 3 of the chain ${first}`]);
    expect(await anew({ reads: 1 })).toEqual([
      undefined,
      `it names a record 3 of the chain ${first}, which has none`,
    ]);
    // One that says the same up to there is the same.
    expect(await anew({ actions: 2 })).toEqual([undefined, undefined]);
  });

  it('may have lost the record that was named, in a restart', async () => {
    const first = await writeChain(stateDir, { actions: 1, reads: 2 });
    await writeChain(stateDir, { ...NEXT, actions: 1 });
    const trail = await MemoryTrail.of(stateDir);
    const file = segmentName(first, 1);
    const cut = trail.with(file, bytesOf(linesOf(trail.get(file)).slice(0, 3)));
    expect(await verifyTrail(cut, OTHER_BOOT)).toMatchObject({
      ok: true,
      chains: [{ state: 'lost' }, { state: 'ok' }],
    });
  });
});

describe('a long trail', () => {
  it('of many records is verified in one go, and others get their turn meanwhile', async () => {
    await writeChain(stateDir, { reads: 1200 });
    let turns = 0;
    let done = false;
    const turn = (): void => {
      turns += 1;
      if (!done) setImmediate(turn);
    };
    const trail = await MemoryTrail.of(stateDir);
    setImmediate(turn);
    expect(await report(trail)).toMatchObject({ state: 'ok', records: 1201 });
    done = true;
    expect(turns).toBeGreaterThanOrEqual(2);
    expect((await readTrail(stateDir)).records).toHaveLength(1201);
  });
});
