import type { Clock, Logger } from 'multi-cloud-manager/plugin';
import type { CurrentCall } from '../call/current.js';
import type { CallState, Finished } from '../call/state.js';
import { within } from '../call/within.js';
import type { OpenTelemetry } from './opentelemetry.js';
import type { Work } from './work.js';

/** Where the API of OpenTelemetry keeps what an SDK has registered, whichever copy of it the SDK uses. */
const REGISTERED = Symbol.for('opentelemetry.js.api.1');
/** How long an end may wait for the last spans to go out. */
const FLUSH_MS = 2000;

/** Tells OpenTelemetry of calls and requests where the process has an SDK of it. Without one nothing is loaded, and a call pays a look. */
export class Telemetry {
  #opened: Promise<OpenTelemetry> | undefined;

  constructor(
    private readonly parts: { readonly calls: CurrentCall; readonly clock: Clock; readonly log: Logger },
  ) {}

  /** Runs a call, within a span where there is somebody to tell. */
  call(state: CallState, work: Work): Promise<Finished> {
    if (this.#opened === undefined && !(REGISTERED in globalThis)) return work();
    this.#opened ??= this.#open();
    return this.#opened.then((opened) => opened.call(state, work));
  }

  /** Hands over what is still on its way to a collector, if it takes it soon. */
  async close(): Promise<void> {
    const opened = await this.#opened;
    if (opened) await within(opened.close(), FLUSH_MS, this.parts.clock, 'late').catch(() => undefined);
  }

  async #open(): Promise<OpenTelemetry> {
    const { OpenTelemetry } = await import('./opentelemetry.js');
    const { version = '' } =
      (globalThis as unknown as Record<symbol, { version?: string }>)[REGISTERED] ?? {};
    const [, minor = '0'] = version.split('.');
    if (Number(minor) < 9)
      this.parts.log.warn(`OpenTelemetry is told nothing: its API is ${version}, and 1.9 is needed.`);
    return new OpenTelemetry(this.parts.calls);
  }
}
