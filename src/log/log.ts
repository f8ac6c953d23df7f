import type { Logger } from 'multi-cloud-manager/plugin';
import type { Redactor } from '../audit/redactor.js';
import type { CurrentCall } from '../call/current.js';
import type { LogEntry } from '../call/served.js';
import { cleanJsonLines, cleanLines } from '../text/clean.js';

/** From which level on lines are written; `silent` writes none. */
export type LogLevel = LogEntry['level'] | 'silent';

const ORDER: readonly LogLevel[] = ['debug', 'info', 'warning', 'error', 'silent'];

interface Listener {
  readonly hear: (entry: LogEntry) => void;
  readonly wants: (level: LogEntry['level']) => boolean;
}

/**
 * The one log of a host: lines on stderr, and to whoever listens (MCP clients). Cleaned and redacted before it goes anywhere, and under
 * the id of the call that it was written in.
 */
export class Log {
  readonly #listeners = new Set<Listener>();

  constructor(
    private readonly write: (entry: LogEntry) => void,
    private readonly redactor: Redactor,
    private readonly level: LogLevel,
    private readonly calls?: CurrentCall,
  ) {}

  /** @param wants asked for each entry before anything is made of it */
  listen(hear: Listener['hear'], wants: Listener['wants'] = () => true): () => void {
    const listener = { hear, wants };
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** A logger that names where a line comes from. */
  named(logger: string): Logger {
    const at =
      (level: LogEntry['level']) => (message: string, fields?: Readonly<Record<string, unknown>>) => {
        this.#emit(level, logger, message, fields);
      };
    return { debug: at('debug'), info: at('info'), warn: at('warning'), error: at('error') };
  }

  /** Never throws: what a plugin logs must not end what it does. What nobody wants costs nothing. */
  #emit(level: LogEntry['level'], logger: string, message: unknown, fields?: LogEntry['fields']): void {
    const written = ORDER.indexOf(level) >= ORDER.indexOf(this.level);
    const listeners = [...this.#listeners].filter(({ wants }) => wants(level));
    if (!written && listeners.length === 0) return;
    const call = this.calls?.mark;
    // A plugin in plain JavaScript may log anything.
    const entry = { level, logger, message: textOf(message), ...(fields && { fields }) };
    const clean = { ...this.#clean(entry), ...(call && { call }) };
    if (written) this.write(clean);
    for (const { hear } of listeners) hear(clean);
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
