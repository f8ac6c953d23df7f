import { auditChain } from '../locale/en/audit-chain.js';
import { say } from '../locale/words.js';
import type { TrailFiles } from './files.js';
import { segmentName } from './names.js';
import type { RemovedChain } from './record.js';
import { readAnchor, type ChainEvidence } from './verify-chain.js';
import type { BadRecord } from './walk.js';

/** Holds the chain that another one's start names against what is there, or was removed in order. */
export async function judgeCitation(
  { report, previous }: ChainEvidence,
  chains: ReadonlyMap<string, ChainEvidence>,
  removed: readonly RemovedChain[],
  files: TrailFiles,
): Promise<BadRecord | undefined> {
  if (!previous) return undefined;
  const { chain, seq, hash } = previous;
  const bad = (pick: (words: typeof auditChain) => string): BadRecord => ({
    file: segmentName(report.chain, 1),
    line: 1,
    seq: 1,
    reason: say(auditChain, pick),
  });
  const named = chains.get(chain);
  if (!named) {
    const entries = removed.filter((each) => each.chain === chain);
    if (entries.length === 0) return bad((words) => words.noSuchChain(chain));
    const fits = entries.some(
      (each) => each.seq > seq || (each.seq === seq && each.hash === hash) || seq === 0,
    );
    return fits ? undefined : bad((words) => words.otherEnd(chain));
  }
  if (seq === 0) return undefined;
  const known = named.hashes[seq - 1] ?? (named.head.seq === seq ? named.head.hash : undefined);
  if (known === hash) return undefined;
  if (known !== undefined) return bad((words) => words.otherRecord(seq, chain));
  // Its own report says what is missing there; and one that grows may have grown since it was read.
  if (named.report.state === 'bad' || seq < named.head.seq) return undefined;
  const now = await readAnchor(chain, files);
  if ('anchor' in now && now.anchor.seq >= seq) return undefined;
  return bad((words) => words.noSuchRecord(seq, chain));
}
