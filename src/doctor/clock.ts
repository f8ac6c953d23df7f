import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { stat } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import type { Clock } from 'multi-cloud-manager/plugin';
import { doctorMachine } from '../locale/en/doctor-machine.js';
import { wordsIn } from '../locale/words.js';
import { failed, ok, skipped, warning, type Check } from './check.js';
import type { Facts } from './facts.js';

/** Published by Node.js for every answer to a request of `node:http` and `node:https`, and so of every library above them. */
const ANSWERS = 'http.client.response.finish';
const SECOND = 1000;
const DAY = 86_400 * SECOND;
/** From here on clouds refuse signed requests: the strictest five minutes, others fifteen. */
const REFUSED = 300 * SECOND;
const NOTABLE = 30 * SECOND;
/** The platforms of which the words say how their clock is set. */
const KNOWN = ['linux', 'darwin', 'win32'] as const;

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
  { clock, locale, platform, program }: Pick<Facts, 'clock' | 'locale' | 'platform' | 'program'>,
): Promise<Check> {
  const words = wordsIn(doctorMachine, locale).clock;
  const next = words.set[KNOWN.find((each) => each === platform) ?? 'other'];
  if (ahead === undefined) {
    // What was installed was installed before now.
    const installed = await stat(program).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    );
    const now = clock.now();
    if (installed > now.getTime() + DAY)
      return failed('clock', { found: words.beforeInstalled(now.toISOString()), next });
    return skipped('clock', words.nothingToCompare(now.toISOString()));
  }
  const off = Math.abs(ahead);
  if (off < NOTABLE) return ok('clock', words.agrees);
  const span = spanOf(off, words);
  const found = ahead > 0 ? words.behind(span) : words.ahead(span);
  if (off < REFUSED) return warning('clock', { found: words.notable(found), next });
  return failed('clock', { found: words.refused(found), next });
}

function spanOf(ms: number, words: typeof doctorMachine.clock): string {
  const seconds = Math.round(ms / SECOND);
  return seconds < 120 ? words.seconds(seconds) : words.minutes(Math.round(seconds / 60));
}
