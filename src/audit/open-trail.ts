import { hostname } from 'node:os';
import type { Clock, Logger } from 'multi-cloud-manager/plugin';
import { VERSION } from '../version.js';
import { JsonlSink } from './jsonl-sink.js';
import { chainId } from './names.js';
import type { AttachedSink } from './outlet.js';
import type { Redactor } from './redactor.js';
import { AuditTrail } from './trail.js';

/** The `audit` block of the config. */
export interface AuditSettings {
  readonly segmentMib?: number;
  readonly keepDays?: number | undefined;
}

/** What the trail of a process is made of. */
export interface OpenTrailOptions {
  readonly stateDir: string;
  readonly settings: AuditSettings;
  readonly redactor: Redactor;
  readonly clock: Clock;
  readonly log: Logger;
  /** Sinks beside the files in the state directory. */
  readonly sinks?: readonly AttachedSink[];
}

/** The trail of this process in the state directory. Nothing is opened before its first record. */
export function openTrail(options: OpenTrailOptions): AuditTrail {
  const { stateDir, settings, redactor, clock, log, sinks = [] } = options;
  const { segmentMib = 16, keepDays } = settings;
  const sink = new JsonlSink({ stateDir, segmentBytes: segmentMib * 1024 * 1024 });
  return new AuditTrail({
    sinks: [{ sink, required: true }, ...sinks],
    redactor,
    clock,
    log,
    host: { name: hostname(), version: VERSION, pid: process.pid },
    chain: (begun) => chainId(begun, process.pid),
    ...(keepDays !== undefined && {
      upkeep: async (chain, checkpoint) => {
        const { removeOld } = await import('./retention.js');
        await removeOld({ stateDir, keepDays, now: clock.now(), own: chain, checkpoint, log });
      },
    }),
  });
}
