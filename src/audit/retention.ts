import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'multi-cloud-manager/plugin';
import { decodeAnchor } from './anchor.js';
import { bootId } from './disk.js';
import { trailOnDisk, type TrailFiles } from './files.js';
import { anchorName, auditDirectory, chainOrigin, segmentOf } from './names.js';
import type { CheckpointRecord, RemovedChain } from './record.js';
import { mayRun } from './running.js';
import type { ChainEvidence } from './verify-chain.js';
import { verifyTrail } from './verify.js';

const DAY_MS = 24 * 60 * 60 * 1000;
/** A checkpoint is one record, and one record should not be long. */
const AT_ONCE = 100;

/** What retention works on. */
export interface RetentionOptions {
  readonly stateDir: string;
  readonly keepDays: number;
  readonly now: Date;
  /** The chain of this process; it stays. */
  readonly own: string;
  /** Writes the record durably; nothing that it names is removed before. */
  readonly checkpoint: (record: CheckpointRecord) => Promise<void>;
  readonly log: Logger;
  /** Which run of the machine this is. */
  readonly boot?: () => Promise<string | undefined>;
  readonly mayRun?: (pid: number, begun: Date) => boolean;
}

/**
 * Removes whole chains whose last record is older than `keepDays`, after a checkpoint that names them. A chain that may still grow
 * stays, and so does one that does not verify: it is evidence.
 */
export async function removeOld(options: RetentionOptions): Promise<void> {
  const { stateDir, keepDays, now, log } = options;
  const files = trailOnDisk(stateDir);
  const limit = new Date(now.getTime() - keepDays * DAY_MS).toISOString();
  const boot = await (options.boot ?? bootId)();
  const old = await begunBefore(limit, files, boot, options);
  // Only now is it worth reading everything.
  if (old.size === 0) return;
  const { evidence, leftOver } = await verifyTrail(files, boot);
  const found = [...evidence.values()].filter(({ report }) => old.has(report.chain));
  const fresh = found.filter(({ report }) => !leftOver.has(report.chain));
  for (const { report } of fresh)
    if (report.state === 'bad')
      log.warn(`The chain ${report.chain} of the audit does not verify, so it stays: see mcm audit verify.`);
  const due = fresh.filter(({ report }) => report.state !== 'bad' && (report.to ?? '') < limit);
  const remaining = new Map(evidence);
  for (const chain of leftOver) remaining.delete(chain);
  for (let from = 0; from < due.length; from += AT_ONCE) {
    const batch = due.slice(from, from + AT_ONCE);
    for (const { report } of batch) remaining.delete(report.chain);
    await options.checkpoint({
      kind: 'checkpoint',
      keep_days: keepDays,
      removed: batch.map(entryOf),
      carried: carried(batch, [...remaining.values()]),
    });
    for (const { report } of batch) await remove(stateDir, report.chain, files);
  }
  // A crash kept these from being removed with the others.
  for (const chain of leftOver) if (old.has(chain)) await remove(stateDir, chain, files);
}

/** The chains that can have no younger record: not our own, and of a process that is gone. */
async function begunBefore(
  limit: string,
  files: TrailFiles,
  boot: string | undefined,
  { own, mayRun: runs = mayRun }: RetentionOptions,
): Promise<ReadonlySet<string>> {
  const named = (await files.segments()).flatMap((name) => segmentOf(name)?.chain ?? []);
  const old = new Set<string>();
  for (const chain of new Set([...(await files.chains()), ...named])) {
    const origin = chainOrigin(chain);
    if (chain === own || !origin || origin.begun >= limit) continue;
    const bytes = await files.anchor(chain).catch(() => undefined);
    const then = bytes && decodeAnchor(bytes)?.boot;
    const restarted = then !== undefined && boot !== undefined && then !== boot;
    if (restarted || !runs(origin.pid, new Date(origin.begun))) old.add(chain);
  }
  return old;
}

function entryOf({ head, report }: ChainEvidence): RemovedChain {
  const begun = chainOrigin(report.chain)?.begun ?? '';
  return { ...head, records: report.records, from: report.from ?? begun, to: report.to ?? begun };
}

/** What the checkpoints in chains that go say of chains that one which stays was begun after. */
function carried(
  going: readonly ChainEvidence[],
  staying: readonly ChainEvidence[],
): readonly RemovedChain[] {
  const cited = new Set(staying.map(({ previous }) => previous?.chain));
  const entries = going.flatMap(({ removed }) => removed).filter(({ chain }) => cited.has(chain));
  return [...new Map(entries.map((entry) => [entry.chain, entry])).values()];
}

/** The anchor goes last: until then it is seen that there was a chain. */
async function remove(stateDir: string, chain: string, files: TrailFiles): Promise<void> {
  const parts = (await files.segments()).filter((name) => segmentOf(name)?.chain === chain);
  for (const name of [...parts, anchorName(chain)])
    await rm(join(auditDirectory(stateDir), name), { force: true });
}
