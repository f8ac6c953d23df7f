import type { Text } from 'multi-cloud-manager/plugin';
import { auditChain } from '../locale/en/audit-chain.js';
import { textOf } from '../locale/error-in.js';
import { say } from '../locale/words.js';
import { decodeAnchor, type Anchor } from './anchor.js';
import { judgeEnd } from './end-of-chain.js';
import type { TrailFiles } from './files.js';
import { ZEROS } from './link.js';
import { anchorName, segmentName } from './names.js';
import type { Head, RemovedChain } from './record.js';
import { ChainWalk, type BadRecord } from './walk.js';

/** What is known of one chain. */
export interface ChainReport {
  readonly chain: string;
  /** `lost`: records that were never flushed went with a restart of the machine; everything else is as it was written. */
  readonly state: 'ok' | 'lost' | 'bad';
  readonly records: number;
  /** The times of the first and the last record. */
  readonly from?: string;
  readonly to?: string;
  readonly notes: readonly Text[];
  readonly bad?: BadRecord;
}

/** A chain that was gone through, and what others have to agree with. */
export interface ChainEvidence {
  readonly report: ChainReport;
  /** Of each record, the first at 0. */
  readonly hashes: readonly string[];
  /** Its end, also where that was lost. */
  readonly head: Head;
  /** The chain that its start names. */
  readonly previous?: Head;
  /** What its checkpoints name. */
  readonly removed: readonly RemovedChain[];
}

/** One part of a chain: its file and which part it is. */
export interface Part {
  readonly file: string;
  readonly number: number;
}

type AnchorFound = { readonly anchor: Anchor } | { readonly bad: BadRecord };

/** An anchor as it is now. Reading may meet a write, so what does not decode is looked at again. */
export async function readAnchor(chain: string, files: TrailFiles): Promise<AnchorFound> {
  const file = anchorName(chain);
  for (let attempt = 0; ; attempt++) {
    const bytes = await files.anchor(chain).catch((error: unknown) => ({ reason: textOf(error) }));
    if (bytes && 'reason' in bytes) return { bad: { file, ...bytes } };
    if (!bytes) return { bad: { file, reason: say(auditChain, (words) => words.anchorMissing) } };
    const anchor = decodeAnchor(bytes);
    if (anchor?.chain === chain) return { anchor };
    if (attempt === 2) return { bad: { file, reason: say(auditChain, (words) => words.anchorChanged) } };
  }
}

/** Goes through one chain. `before` is its anchor as it was before its parts were listed. */
export async function verifyChain(
  chain: string,
  parts: readonly Part[],
  before: AnchorFound,
  files: TrailFiles,
  boot: string | undefined,
): Promise<ChainEvidence> {
  const walk = new ChainWalk(chain);
  const inside = await walkParts(walk, chain, parts, files);
  const after = await readAnchor(chain, files);
  const anchored = 'bad' in before ? before : after;
  const end =
    inside === undefined && 'anchor' in before && 'anchor' in after
      ? judgeEnd(walk, { before: before.anchor, after: after.anchor }, boot)
      : {};
  const bad = inside ?? ('bad' in anchored ? anchored.bad : end.bad);
  const notes = [...walk.notes, end.lost, end.note].filter((note) => note !== undefined);
  const last = { chain, seq: walk.hashes.length, hash: walk.hashes.at(-1) ?? ZEROS };
  return {
    report: {
      chain,
      state: bad ? 'bad' : end.lost === undefined ? 'ok' : 'lost',
      records: walk.hashes.length,
      ...(walk.from !== undefined && { from: walk.from }),
      ...(walk.to !== undefined && { to: walk.to }),
      notes,
      ...(bad && { bad }),
    },
    hashes: walk.hashes,
    head: end.lost !== undefined && 'anchor' in before ? headOf(before.anchor) : last,
    ...(walk.previous && { previous: walk.previous }),
    removed: walk.removed,
  };
}

async function walkParts(
  walk: ChainWalk,
  chain: string,
  parts: readonly Part[],
  files: TrailFiles,
): Promise<BadRecord | undefined> {
  for (const [index, { file, number }] of parts.entries()) {
    const due = segmentName(chain, index + 1);
    if (number !== index + 1)
      return {
        file: due,
        seq: walk.hashes.length + 1,
        reason: say(auditChain, (words) => words.fileMissing),
      };
    const bytes = await files.read(file).catch((error: unknown) => ({ reason: textOf(error) }));
    if ('reason' in bytes) return { file, seq: walk.hashes.length + 1, ...bytes };
    const bad = await walk.part(file, bytes);
    if (bad) return bad;
  }
  return undefined;
}

const headOf = ({ chain, seq, hash }: Anchor): Head => ({ chain, seq, hash });
