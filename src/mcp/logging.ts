import type { LoggingLevel, LoggingMessageNotification } from '@modelcontextprotocol/sdk/types.js';
import type { LogEntry } from '../call/served.js';

/** The levels of RFC 5424, the least severe first. */
const LEVELS: readonly LoggingLevel[] = [
  'debug',
  'info',
  'notice',
  'warning',
  'error',
  'critical',
  'alert',
  'emergency',
];

/** A client that reads too slowly loses lines rather than filling our memory; stderr has them all. */
const MAX_WAITING = 1000;

/** Forwards log lines to a client, from the level that it asked for; until it asks, warnings and errors. */
export class LogForwarder {
  level: LoggingLevel = 'warning';
  #waiting = 0;

  constructor(private readonly send: (params: LoggingMessageNotification['params']) => Promise<void>) {}

  /** Asked before anything is made of an entry. */
  readonly wants = (level: LogEntry['level']): boolean =>
    LEVELS.indexOf(level) >= LEVELS.indexOf(this.level) && this.#waiting < MAX_WAITING;

  readonly forward = ({ level, logger, message, fields, call }: LogEntry): void => {
    if (!this.wants(level)) return;
    this.#waiting += 1;
    const done = (): void => {
      this.#waiting -= 1;
    };
    const data = (fields ?? call) ? { ...fields, ...call, message } : message;
    // Nobody is told when a line cannot be sent: to log that would be to send another.
    this.send({ level, logger, data }).then(done, done);
  };
}
