import type { LogEntry } from '../call/served.js';
import { indented } from './indented.js';
import { loadPino, loadPretty } from './late.js';

/** pino's numbers for our own levels. */
const LEVELS = { debug: 20, info: 30, warning: 40, error: 50 };
/** What a line says of itself. A field of a plugin that is called so gets a name beside it. */
const OURS = new Set(['level', 'time', 'logger', 'msg', 'call_id', 'trace_id', 'span_id']);

/** What makes a line of an entry: JSON, or that made pretty. pino is loaded for the first line, and writes to nothing but `write`. */
export function structuredLines(
  write: (line: string) => void,
  { pretty, colours = false }: { readonly pretty: boolean; readonly colours?: boolean | undefined },
  now: () => Date,
): (entry: LogEntry) => void {
  let log: ReturnType<typeof open> | undefined;
  const open = () =>
    loadPino().pino(
      {
        level: 'debug',
        customLevels: LEVELS,
        useOnlyCustomLevels: true,
        base: null,
        formatters: { level: (label) => ({ level: label }) },
        timestamp: () => `,"time":"${now().toISOString()}"`,
      },
      { write: pretty ? prettily(write, colours) : write },
    );
  return ({ level, logger, message, fields = {}, call }) => {
    const named = Object.entries(fields).map(([key, value]) => [ownKey(key, value, call), value] as const);
    log ??= open();
    log[level]({ logger, ...call, ...Object.fromEntries(named) }, pretty ? indented(message) : message);
  };
}

/** Whoever logs the id of the call itself says the same. */
const ownKey = (key: string, value: unknown, call: LogEntry['call']): string =>
  OURS.has(key) && !(key === 'call_id' && (call?.call_id ?? value) === value) ? `${key}_` : key;

function prettily(write: (line: string) => void, colorize: boolean): (line: string) => void {
  const made = loadPretty().prettyFactory({
    colorize,
    colorizeObjects: false,
    singleLine: true,
    customLevels: LEVELS,
    useOnlyCustomProps: true,
    translateTime: 'SYS:HH:MM:ss.l',
    messageFormat: '[{logger}] {msg}',
    ignore: 'logger',
  });
  return (line) => {
    write(made(line));
  };
}
