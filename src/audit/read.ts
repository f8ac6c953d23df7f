import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { auditDirectory } from './jsonl-sink.js';
import type { AuditRecord } from './record.js';

/** Every record of the trail in the state directory, oldest first. A torn line (a crash, a full disk) is left out. */
export async function readTrail(stateDir: string): Promise<readonly AuditRecord[]> {
  const directory = auditDirectory(stateDir);
  const names = await readdir(directory).catch(() => []);
  const segments = await Promise.all(
    names
      .filter((name) => name.endsWith('.jsonl'))
      .sort()
      .map((name) => readFile(join(directory, name), 'utf8')),
  );
  return segments
    .flatMap((segment) => segment.split('\n').slice(0, -1))
    .flatMap(recordIn)
    .sort((a, b) => a.time.localeCompare(b.time) || a.seq - b.seq);
}

function recordIn(line: string): AuditRecord[] {
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) ? [value] : [];
  } catch {
    return [];
  }
}

/** As far as readers rely on it: the file lies where its user can write. */
function isRecord(value: unknown): value is AuditRecord {
  const record = value as Partial<AuditRecord> | null;
  return (
    typeof record === 'object' &&
    (record?.kind === 'call' || record?.kind === 'intent') &&
    typeof record.time === 'string' &&
    typeof record.seq === 'number' &&
    typeof record.principal?.id === 'string'
  );
}
