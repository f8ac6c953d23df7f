import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anchorName, segmentName } from '../../src/audit/names.js';
import { verifyTrail } from '../../src/audit/verify.js';
import { BOOT, MemoryTrail, writeChain } from './trails.js';

let trail: MemoryTrail;
let names: readonly string[];
let anchors: readonly string[];
const counts: string[] = [];

beforeAll(async () => {
  const stateDir = await mkdtemp(join(tmpdir(), 'mcm-tamper-'));
  try {
    const first = await writeChain(stateDir, { actions: 3, segmentBytes: 2300 });
    const second = await writeChain(stateDir, {
      begun: '2026-03-02T12:00:00.000Z',
      random: '5e6f7a8b',
      actions: 1,
      reads: 2,
      segmentBytes: 1500,
    });
    trail = await MemoryTrail.of(stateDir);
    names = [1, 2].flatMap((number) => [segmentName(first, number), segmentName(second, number)]).sort();
    anchors = [anchorName(first), anchorName(second)];
  } finally {
    await rm(stateDir, { recursive: true, force: true });
  }
});

afterAll(() => {
  process.stderr.write(`audit/tamper: ${counts.join(', ')}; all noticed\n`);
});

const linesOf = (bytes: Buffer): string[] => bytes.toString().split('\n').slice(0, -1);
const bytesOf = (lines: readonly string[]): Buffer => Buffer.from(lines.map((line) => `${line}\n`).join(''));
const passes = async (changed: MemoryTrail): Promise<boolean> => (await verifyTrail(changed, BOOT)).ok;

/** What was done to the trail that verifying did not see. */
async function unnoticed(what: string, changes: Iterable<readonly [string, MemoryTrail]>): Promise<string[]> {
  const passed: string[] = [];
  let count = 0;
  for (const [done, changed] of changes) {
    count += 1;
    if (await passes(changed)) passed.push(done);
  }
  counts.push(`${String(count)} ${what}`);
  expect(count).toBeGreaterThan(0);
  return passed;
}

/** For each file, what becomes of its lines. */
function* rewritten(
  change: (lines: readonly string[]) => Iterable<readonly string[]>,
): Iterable<readonly [string, MemoryTrail]> {
  for (const name of names) {
    let each = 0;
    for (const lines of change(linesOf(trail.get(name))))
      yield [`${name} ${String((each += 1))}`, trail.with(name, bytesOf(lines))];
  }
}

describe('a trail that was changed [RULE:AUDIT-VERIFY]', () => {
  it('is one of two chains with two parts each, and verifies as it is', async () => {
    expect(names.map((name) => linesOf(trail.get(name)).length)).toEqual([4, 3, 3, 2]);
    expect([...trail.files.keys()].sort()).toEqual([...names, ...anchors].sort());
    expect(await verifyTrail(trail, BOOT)).toMatchObject({
      ok: true,
      chains: [
        { state: 'ok', records: 7, notes: [] },
        { state: 'ok', records: 5, notes: [] },
      ],
    });
  });

  it('is noticed by every single byte of its parts and anchors', async () => {
    function* flipped(): Iterable<readonly [string, MemoryTrail]> {
      for (const name of [...names, ...anchors])
        for (const [at, byte] of trail.get(name).entries()) {
          const bytes = Buffer.from(trail.get(name));
          // Each bit in turn, so that digits become digits and letters change case, too.
          bytes[at] = byte ^ (1 << (at % 8));
          yield [`${name} byte ${String(at)}`, trail.with(name, bytes)];
        }
    }
    expect(await unnoticed('bytes', flipped())).toEqual([]);
  });

  it('is noticed by every byte that was taken out or put in', async () => {
    function* shifted(): Iterable<readonly [string, MemoryTrail]> {
      for (const name of [...names, ...anchors]) {
        const bytes = trail.get(name);
        for (let at = 0; at < bytes.length; at += 7) {
          const [head, tail] = [bytes.subarray(0, at), bytes.subarray(at)];
          yield [`${name} without ${String(at)}`, trail.with(name, Buffer.concat([head, tail.subarray(1)]))];
          const space = Buffer.from(at % 2 === 0 ? ' ' : '\n');
          yield [`${name} with ${String(at)}`, trail.with(name, Buffer.concat([head, space, tail]))];
        }
      }
    }
    expect(await unnoticed('shifts', shifted())).toEqual([]);
  });

  it('is noticed by every record that was dropped', async () => {
    const dropped = rewritten((lines) => lines.map((_, at) => lines.filter((__, other) => other !== at)));
    expect(await unnoticed('drops', dropped)).toEqual([]);
  });

  it('is noticed by every pair of neighbours that was swapped', async () => {
    const swapped = rewritten(function* (lines) {
      for (let at = 1; at < lines.length; at++)
        yield lines.map(
          (line, other) => lines[other === at ? at - 1 : other === at - 1 ? at : other] ?? line,
        );
    });
    expect(await unnoticed('swaps', swapped)).toEqual([]);
  });

  it('is noticed by every record that was put in twice', async () => {
    const doubled = rewritten(function* (lines) {
      for (const line of lines)
        for (let at = 0; at <= lines.length; at++) yield [...lines.slice(0, at), line, ...lines.slice(at)];
    });
    expect(await unnoticed('duplicates', doubled)).toEqual([]);
  });

  it('is noticed by every record that was put in from elsewhere, and by every line that is none', async () => {
    const foreign = [...names.flatMap((name) => linesOf(trail.get(name))), '', '{}', 'null', '[]', 'garbage'];
    const inserted = rewritten(function* (lines) {
      for (const line of foreign)
        for (let at = 0; at <= lines.length; at++) yield [...lines.slice(0, at), line, ...lines.slice(at)];
    });
    expect(await unnoticed('insertions', inserted)).toEqual([]);
  });

  it('is noticed wherever it was cut off', async () => {
    function* cut(): Iterable<readonly [string, MemoryTrail]> {
      for (const name of [...names, ...anchors]) {
        const bytes = trail.get(name);
        const atLine = (at: number): boolean => [at, at - 1].some((each) => bytes[each] === 0x0a);
        for (let length = 0; length < bytes.length; length++)
          if (length % 5 === 0 || atLine(length))
            yield [`${name} at ${String(length)}`, trail.with(name, bytes.subarray(0, length))];
      }
    }
    expect(await unnoticed('cuts', cut())).toEqual([]);
  });

  it('is noticed by every file that is gone, that has the name of another, or that is there twice', async () => {
    function* moved(): Iterable<readonly [string, MemoryTrail]> {
      const all = [...names, ...anchors];
      for (const name of all) {
        yield [`${name} gone`, trail.with(name, undefined)];
        for (const other of all.filter((each) => each !== name))
          yield [`${name} as ${other}`, trail.with(other, trail.get(name))];
        const to = name.replace(/4711-.*?(?=-0|\.)/, '4711-00000000');
        yield [`${name} as ${to}`, trail.with(name, undefined).with(to, trail.get(name))];
        if (name.endsWith('.jsonl')) yield [`${name} renamed`, trail.with('old.jsonl', trail.get(name))];
        if (name.endsWith('-0002.jsonl'))
          yield [`${name} again`, trail.with(name.replace('-0002', '-0003'), trail.get(name))];
      }
    }
    expect(await unnoticed('files', moved())).toEqual([]);
  });

  it('is noticed by a chain that vanished as a whole, as long as one was begun after it', async () => {
    const [first = '', second = ''] = anchors;
    const gone = (anchor: string): MemoryTrail =>
      [
        anchor,
        ...names.filter((name) => name.startsWith(anchor.slice('heads/'.length, -'.json'.length))),
      ].reduce((rest, name) => rest.with(name, undefined), trail);
    expect(await passes(gone(first))).toBe(false);
    // What nobody has named yet, nobody misses.
    expect(await passes(gone(second))).toBe(true);
  });
});
