import type { Logger } from 'multi-cloud-manager/plugin';
import type { Redactor } from '../audit/redactor.js';
import type { LogEntry } from '../call/served.js';
import { cleanJsonLines, cleanLines } from '../text/clean.js';

const ORDER = ['debug', 'info', 'warning', 'error'] as const;

/** The one log of a host: lines on stderr, and to whoever listens (MCP clients). Cleaned and redacted before it goes anywhere. */
export class Log {
  readonly #listeners = new Set<(entry: LogEntry) => void>();

  constructor(
    private readonly write: (line: string) => void,
    private readonly redactor: Redactor,
    private readonly level: LogEntry['level'],
  ) {}

  listen(listener: (entry: LogEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** A logger that names where a line comes from. */
  named(logger: string): Logger {
    const at =
      (level: LogEntry['level']) => (message: string, fields?: Readonly<Record<string, unknown>>) => {
        // A plugin in plain JavaScript may log anything.
        this.#emit({ level, logger, message: textOf(message), ...(fields && { fields }) });
      };
    return { debug: at('debug'), info: at('info'), warn: at('warning'), error: at('error') };
  }

  /** Never throws: what a plugin logs must not end what it does. */
  #emit(entry: LogEntry): void {
    const wanted = ORDER.indexOf(entry.level) >= ORDER.indexOf(this.level);
    if (!wanted && this.#listeners.size === 0) return;
    const clean = this.#clean(entry);
    if (wanted) {
      const fields = clean.fields ? ` ${JSON.stringify(clean.fields)}` : '';
      // Indented: a line break in a message would let what follows pass for a line of somebody else.
      const message = clean.message
        .trim()
        .split(/\s*\n\s*/)
        .join('\n    ');
      this.write(`mcm ${clean.level} [${clean.logger}] ${message}${fields}\n`);
    }
    for (const listener of this.#listeners) listener(clean);
  }

  #clean(entry: LogEntry): LogEntry {
    try {
      return this.redactor.json(cleanJsonLines(JSON.parse(JSON.stringify(entry))) as LogEntry);
    } catch {
      const { level, logger, message } = entry;
      return {
        level,
        logger,
        message: this.redactor.text(cleanLines(message)),
        fields: { note: 'fields that are no JSON' },
      };
    }
  }
}

function textOf(message: unknown): string {
  try {
    return String(message);
  } catch {
    return 'a message that is no text';
  }
}
