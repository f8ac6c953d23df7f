import { messageOf } from './fault.js';
import { trailOnDisk, type TrailFiles } from './files.js';
import { splitLines } from './lines.js';
import { segmentOf } from './names.js';
import { byTime, type TrailRecord } from './record.js';

/** What can be read of a trail. */
export interface Trail {
  /** Of every chain, in the order of time. */
  readonly records: readonly TrailRecord[];
  /** What could not be read, a sentence each. */
  readonly problems: readonly string[];
}

/**
 * Every record of the trail in the state directory, oldest first. What cannot be read is left out and told; a torn last line is what a
 * crash leaves, or a record that is being written. Whether it is all as it was written, only verifying says.
 */
export function readTrail(stateDir: string): Promise<Trail> {
  return readRecords(trailOnDisk(stateDir));
}

/** The same, wherever the trail lies. */
export async function readRecords(files: TrailFiles): Promise<Trail> {
  const problems: string[] = [];
  const said = (error: unknown): void => {
    problems.push(messageOf(error));
  };
  const records: TrailRecord[] = [];
  let names: readonly string[] = [];
  try {
    names = await files.segments();
  } catch (error) {
    said(error);
  }
  let chain: string | undefined;
  for (const name of names) {
    try {
      const { found, broken } = recordsIn(await files.read(name));
      // What could not be written in full at the end of a part was written again at the beginning of the next.
      const before = chain;
      chain = segmentOf(name)?.chain;
      const again = chain !== undefined && chain === before && found[0]?.seq === records.at(-1)?.seq;
      if (again && found.length > 0) records.pop();
      for (const record of found) records.push(record);
      if (broken > 0) problems.push(`${name}: ${lines(broken)} no record of mcm.`);
    } catch (error) {
      said(error);
    }
  }
  return { records: records.sort(byTime), problems };
}

/** The records in some bytes of a segment, and how many lines are none. */
export function recordsIn(bytes: Buffer): {
  readonly found: readonly TrailRecord[];
  readonly broken: number;
} {
  const { lines: all } = splitLines(bytes);
  const found = all.flatMap(recordIn);
  return { found, broken: all.length - found.length };
}

const lines = (count: number): string => (count === 1 ? '1 line is' : `${String(count)} lines are`);

function recordIn(line: Buffer): TrailRecord[] {
  try {
    const value: unknown = JSON.parse(line.toString());
    return isRecord(value) ? [value] : [];
  } catch {
    return [];
  }
}

/** As far as readers rely on it: the file lies where its user can write. */
function isRecord(value: unknown): value is TrailRecord {
  const record = value as Readonly<Record<string, unknown>> | null;
  if (typeof record !== 'object' || record === null) return false;
  if (typeof record['time'] !== 'string' || typeof record['seq'] !== 'number') return false;
  switch (record['kind']) {
    case 'call':
    case 'intent':
      return [record['call_id'], record['tool'], idIn(record['principal'])].every(isText);
    case 'approval':
    case 'unlock':
      return [idIn(record['principal']), idIn(record['target'])].every(isText);
    case 'start':
      return isText(record['chain']);
    case 'checkpoint':
      return Array.isArray(record['removed']);
    default:
      return false;
  }
}

const isText = (value: unknown): boolean => typeof value === 'string';

const idIn = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, 'id') : undefined;
