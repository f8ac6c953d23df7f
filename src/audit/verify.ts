import { auditChain } from '../locale/en/audit-chain.js';
import { textOf } from '../locale/error-in.js';
import { say } from '../locale/words.js';
import { judgeCitation } from './citations.js';
import type { TrailFiles } from './files.js';
import { splitLines } from './lines.js';
import { segmentOf } from './names.js';
import type { RemovedChain } from './record.js';
import { readAnchor, verifyChain, type ChainEvidence, type ChainReport, type Part } from './verify-chain.js';
import type { BadRecord } from './walk.js';

/** A file that belongs to no chain: from an earlier version, or put there. */
export interface UnchainedReport {
  readonly file: string;
  readonly records: number;
  readonly bad?: BadRecord;
}

/** Whether a trail is as mcm wrote it. */
export interface TrailReport {
  readonly ok: boolean;
  /** Oldest first. */
  readonly chains: readonly ChainReport[];
  readonly unchained: readonly UnchainedReport[];
}

/** The report, and what it is based on. */
export interface Verified extends TrailReport {
  readonly evidence: ReadonlyMap<string, ChainEvidence>;
  /** Chains of which something is left, though a checkpoint names them: their removal was interrupted. */
  readonly leftOver: ReadonlySet<string>;
}

/** Verifies a whole trail; `boot` is the run of the machine that this is. It may grow meanwhile. */
export async function verifyTrail(files: TrailFiles, boot: string | undefined): Promise<Verified> {
  const anchored = await files.chains();
  // Before the files are listed: a chain is then at least as long as its anchor was.
  const before = new Map<string, Awaited<ReturnType<typeof readAnchor>>>();
  for (const chain of anchored) before.set(chain, await readAnchor(chain, files));
  const { chains, others } = partsOf(await files.segments(), anchored);

  const evidence = new Map<string, ChainEvidence>();
  for (const [chain, parts] of chains) {
    const anchor = before.get(chain) ?? (await readAnchor(chain, files));
    evidence.set(chain, await verifyChain(chain, parts, anchor, files, boot));
  }
  const removed = [...evidence.values()].flatMap((each) => each.removed);
  const leftOver = new Set(removed.map(({ chain }) => chain).filter((chain) => evidence.has(chain)));
  const reports: ChainReport[] = [];
  for (const each of evidence.values())
    reports.push(
      leftOver.has(each.report.chain) ? interrupted(each) : await cited(each, evidence, removed, files),
    );
  const unchained: UnchainedReport[] = [];
  for (const file of others) unchained.push(await readUnchained(file, files));
  const ok = [...unchained, ...reports].every(({ bad }) => bad === undefined);
  return { ok, chains: reports, unchained, evidence, leftOver };
}

function partsOf(names: readonly string[], anchored: readonly string[]) {
  const chains = new Map<string, Part[]>();
  const others: string[] = [];
  for (const chain of anchored) chains.set(chain, []);
  for (const file of names) {
    const segment = segmentOf(file);
    if (!segment) others.push(file);
    else chains.set(segment.chain, [...(chains.get(segment.chain) ?? []), { file, number: segment.number }]);
  }
  const sorted = [...chains].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [, parts] of sorted) parts.sort((a, b) => a.number - b.number);
  return { chains: sorted, others };
}

/** What is left of a chain whose removal a crash interrupted is no evidence of anything. */
function interrupted({ report: { bad, ...report } }: ChainEvidence): ChainReport {
  return { ...report, state: 'ok', notes: [say(auditChain, (words) => words.interrupted)] };
}

/** The report, unless the very first record is wrong about the chain before. */
async function cited(
  each: ChainEvidence,
  chains: ReadonlyMap<string, ChainEvidence>,
  removed: readonly RemovedChain[],
  files: TrailFiles,
): Promise<ChainReport> {
  const bad = await judgeCitation(each, chains, removed, files);
  return bad ? { ...each.report, state: 'bad', bad } : each.report;
}

async function readUnchained(file: string, files: TrailFiles): Promise<UnchainedReport> {
  let bytes;
  try {
    bytes = await files.read(file);
  } catch (error) {
    return {
      file,
      records: 0,
      bad: { file, reason: textOf(error) },
    };
  }
  const { lines } = splitLines(bytes);
  const line = lines.findIndex((each) => isChained(each)) + 1;
  const reason = say(auditChain, (words) => words.strayChain);
  return { file, records: lines.length, ...(line > 0 && { bad: { file, line, reason } }) };
}

function isChained(line: Buffer): boolean {
  try {
    const value = JSON.parse(line.toString()) as { readonly v?: unknown; readonly hash?: unknown } | null;
    return value?.v !== undefined && value.v !== 1;
  } catch {
    return false;
  }
}
