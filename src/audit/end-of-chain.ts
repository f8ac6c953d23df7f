import type { Text } from 'multi-cloud-manager/plugin';
import { auditChain } from '../locale/en/audit-chain.js';
import { say } from '../locale/words.js';
import type { Anchor } from './anchor.js';
import { segmentName } from './names.js';
import type { BadRecord, ChainWalk } from './walk.js';

/** The anchor of a chain before its records were read, and after: a chain may grow while it is read. */
export interface Anchors {
  readonly before: Anchor;
  readonly after: Anchor;
}

/** How a chain ends, held against its anchor. */
export interface End {
  readonly bad?: BadRecord;
  /** Records that were never flushed, and went when the machine restarted. */
  readonly lost?: Text;
  readonly note?: Text;
}

/** Judges the end of a chain whose records are all in order; `boot` is the run of the machine that this is. */
export function judgeEnd(walk: ChainWalk, { before, after }: Anchors, boot: string | undefined): End {
  const length = walk.hashes.length;
  if (length < before.seq) return tooShort(walk, before, boot);
  for (const anchor of [before, after]) {
    if (anchor.seq === 0 || anchor.seq > length || walk.hashes[anchor.seq - 1] === anchor.hash) continue;
    return { bad: { ...walk.place(anchor.seq), reason: say(auditChain, (words) => words.notAnchored) } };
  }
  const beyond = length - after.seq;
  if (beyond <= 0) return {};
  // What is not flushed reaches the disk in any order, so after a restart the anchor may be the older one.
  if (beyond > 1 && !restarted(after, boot))
    return {
      bad: {
        ...walk.place(after.seq + 2),
        reason: say(auditChain, (words) => words.beyondEnd),
      },
    };
  return { note: say(auditChain, (words) => words.beyondAnchor(beyond)) };
}

function tooShort(walk: ChainWalk, anchor: Anchor, boot: string | undefined): End {
  const length = walk.hashes.length;
  const missing = anchor.seq - length;
  const unflushed = length >= anchor.durable;
  if (unflushed && restarted(anchor, boot))
    return {
      lost: say(auditChain, (words) => words.lost(missing)),
    };
  const place = walk.place(length + 1);
  const perhaps = unflushed && (anchor.boot === undefined || boot === undefined);
  return {
    bad: {
      ...(place.file === '' ? { file: segmentName(anchor.chain, 1), seq: length + 1 } : place),
      reason: say(auditChain, (words) => words.missing(missing) + (perhaps ? words.perhapsLost : '')),
    },
  };
}

const restarted = (anchor: Anchor, boot: string | undefined): boolean =>
  anchor.boot !== undefined && boot !== undefined && anchor.boot !== boot;
