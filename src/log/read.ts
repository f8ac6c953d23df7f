import type { LogEntry } from '../call/served.js';
import { plainLine } from './lines.js';

/** A line of a log as a sentence, where it is one of JSON; any other text as it is. */
export function readable(line: string): string {
  if (!line.startsWith('{')) return line;
  try {
    const { level, time: _, logger, msg, ...fields } = JSON.parse(line) as Record<string, unknown>;
    if (typeof level !== 'string' || typeof logger !== 'string' || typeof msg !== 'string') return line;
    return plainLine({ level: level as LogEntry['level'], logger, message: msg, fields }).trimEnd();
  } catch {
    return line;
  }
}
