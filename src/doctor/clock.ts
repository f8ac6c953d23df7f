import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { stat } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import type { Clock } from 'multi-cloud-manager/plugin';
import { failed, ok, skipped, warning, type Check } from './check.js';
import type { Facts } from './facts.js';

/** Published by Node.js for every answer to a request of `node:http` and `node:https`, and so of every library above them. */
const ANSWERS = 'http.client.response.finish';
const SECOND = 1000;
const DAY = 86_400 * SECOND;
/** From here on clouds refuse signed requests: the strictest five minutes, others fifteen. */
const REFUSED = 300 * SECOND;
const NOTABLE = 30 * SECOND;

/** How far the clocks of those who answer are from ours, in ms; no request is sent for it. */
export class AnswerDates {
  readonly #ahead: number[] = [];

  constructor(private readonly clock: Clock) {}

  readonly #note = (message: unknown): void => {
    const { response } = message as { readonly response: IncomingMessage };
    const date = Date.parse(response.headers.date ?? '');
    // It has whole seconds, cut off.
    if (!Number.isNaN(date)) this.#ahead.push(date + SECOND / 2 - this.clock.now().getTime());
  };

  /** Begins to listen, and gives what ends that. */
  listen(): () => void {
    subscribe(ANSWERS, this.#note);
    return () => void unsubscribe(ANSWERS, this.#note);
  }

  /** By the one who agrees best with us: where several answer, one whose clock is wrong does not count. */
  get ahead(): number | undefined {
    return this.#ahead.toSorted((one, other) => Math.abs(one) - Math.abs(other))[0];
  }
}

/** Whether this machine knows what time it is. */
export async function clockCheck(
  ahead: number | undefined,
  { clock, platform, program }: Pick<Facts, 'clock' | 'platform' | 'program'>,
): Promise<Check> {
  const next = SET[platform] ?? 'Set the clock, and switch on its synchronization.';
  if (ahead === undefined) {
    // What was installed was installed before now.
    const installed = await stat(program).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    );
    const now = clock.now();
    if (installed > now.getTime() + DAY)
      return failed('clock', {
        found: `The clock says ${now.toISOString()}, which is before mcm was installed here.`,
        next,
      });
    return skipped(
      'clock',
      `It says ${now.toISOString()}. No cloud has answered, so there is nothing to compare it with.`,
    );
  }
  const off = Math.abs(ahead);
  if (off < NOTABLE) return ok('clock', 'It agrees with the clouds that answered, to half a minute.');
  const found = `The clock is ${spanOf(off)} ${ahead > 0 ? 'behind' : 'ahead of'} those of the clouds that answered`;
  if (off < REFUSED) return warning('clock', { found: `${found}; five minutes would be too much.`, next });
  return failed('clock', { found: `${found}; signed requests are refused for that.`, next });
}

function spanOf(ms: number): string {
  const seconds = Math.round(ms / SECOND);
  return seconds < 120 ? `${String(seconds)} s` : `${String(Math.round(seconds / 60))} minutes`;
}

const SET: Partial<Record<NodeJS.Platform, string>> = {
  linux:
    'Set the clock: `timedatectl set-ntp true`, as root; in a virtual machine or container that is its host.',
  darwin: 'Set the clock: System Settings, General, Date & Time, set automatically.',
  win32: 'Set the clock: `w32tm /resync` as administrator, or Settings, Time & language.',
};
