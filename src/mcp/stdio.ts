import type { Clock } from 'multi-cloud-manager/plugin';
import type { ServedHost } from '../call/served.js';
import { serveSession, type SessionHandle, type SessionOptions } from './session.js';

/** The signals that end the program, and the exit code where one ends it at once. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;
type EndSignal = keyof typeof EXIT_CODES;

/** The part of `process` that signals come from. */
export interface SignalSource {
  on(signal: EndSignal, listener: (signal: EndSignal) => void): unknown;
  off(signal: EndSignal, listener: (signal: EndSignal) => void): unknown;
}

/** What the stdio server runs on. `output` is the claimed stdout. */
export interface StdioOptions extends SessionOptions {
  readonly signals: SignalSource;
  readonly clock: Clock;
  /** How long ending may take, in milliseconds. Default 10 s. */
  readonly graceMs?: number;
  /** Closes the host; called once, when nothing runs any more or the time to end is nearly over. */
  readonly onEnd: () => Promise<void>;
}

/** When calls are aborted, and when those that do not even end then are left behind: parts of the time that ending may take. */
const ABORT_AT = 0.8;
const LEAVE_AT = 0.9;

/**
 * Serves a host on stdio until the client is gone or a signal says to end, finishes what runs, and resolves with the exit code:
 * 0, or that of a second signal, which does not wait for anything.
 */
export async function serveStdio(host: ServedHost, options: StdioOptions): Promise<number> {
  const { signals } = options;
  const first = deferred<undefined>();
  const second = deferred<number>();
  let received = 0;
  const onSignal = (signal: EndSignal): void => {
    received += 1;
    if (received === 1) first.resolve(undefined);
    else second.resolve(EXIT_CODES[signal]);
  };
  signals.on('SIGINT', onSignal);
  signals.on('SIGTERM', onSignal);
  try {
    const session = await serveSession(host, options);
    await Promise.race([session.ended, first.promise]);
    return await Promise.race([end(session, options), second.promise]);
  } finally {
    signals.off('SIGINT', onSignal);
    signals.off('SIGTERM', onSignal);
  }
}

async function end(session: SessionHandle, options: StdioOptions): Promise<number> {
  const { clock, graceMs = 10_000, onEnd } = options;
  const ended = new AbortController();
  const after = (ms: number): Promise<'late'> =>
    clock.sleep(ms, ended.signal).then(
      () => 'late',
      () => 'late',
    );
  try {
    const [abortAt, leaveAt, deadline] = [
      after(graceMs * ABORT_AT),
      after(graceMs * LEAVE_AT),
      after(graceMs),
    ];
    const finished = session.finish();
    if ((await Promise.race([finished, abortAt])) === 'late') session.abort();
    await Promise.race([finished, leaveAt]);
    await Promise.race([onEnd(), deadline]);
    return 0;
  } finally {
    ended.abort();
  }
}

function deferred<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
