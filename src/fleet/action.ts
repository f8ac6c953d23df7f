import {
  McmError,
  textIn,
  type Clock,
  type FleetContext,
  type Instance,
  type InstanceStatus,
  type Locale,
  type OperationResult,
  type Permit,
  type PowerAction,
  type PowerProgress,
  type Scope,
  type Text,
} from 'multi-cloud-manager/plugin';
import { shared } from '../call/signals.js';
import { fleet } from '../locale/en/fleet.js';
import { errorIn } from '../locale/error-in.js';
import { say, wordsIn } from '../locale/words.js';
import { requestIdOf } from '../power/permit.js';
import { abortable } from './abortable.js';
import { admit } from './admit.js';
import { progressOf } from './progress.js';
import type { ProviderEntry } from './roster.js';

const RESULT: Record<PowerAction, InstanceStatus> = {
  power_on: 'running',
  reboot: 'running',
  power_off: 'stopped',
  shutdown: 'stopped',
};
const FIRST_LOOK_MS = 1_000;
const LONGEST_PAUSE_MS = 5_000;
/** For the request itself, beyond what the caller waits: longer than the HTTP client gives it. */
const GRACE_MS = 45_000;
/** For the look at the instance when all is over. */
const LAST_LOOK_MS = 15_000;

/** What an action is followed with. */
export interface ActionParts {
  readonly clock: Clock;
  /** The language of what people read of it. */
  readonly locale: Locale;
}

/** One power action on its way, from the request to what is said of it. */
export class Action {
  readonly #scope: Scope;
  readonly #deadline: number;
  readonly #following: AbortSignal;
  /** Whether the instance was seen in another state than the one it is to end in. */
  #away: boolean;

  constructor(
    private readonly entry: ProviderEntry,
    private readonly permit: Permit,
    private readonly waitSeconds: number,
    private readonly context: FleetContext,
    private readonly parts: ActionParts,
  ) {
    this.#scope = { account: permit.account, region: permit.instance.region };
    this.#deadline = parts.clock.now().getTime() + waitSeconds * 1000;
    this.#following = shared(AbortSignal.timeout(waitSeconds * 1000 + GRACE_MS));
    this.#away = permit.instance.status !== RESULT[permit.action];
  }

  /** The cloud's answer. A plugin that never comes back is no answer: by then the request may have gone out. */
  async send(): Promise<PowerProgress> {
    const { provider } = this.entry;
    if (!provider.power)
      throw new McmError(
        'OPERATION_NOT_SUPPORTED',
        say(fleet, (words) => words.noPower(provider.displayName)),
      );
    const said = await abortable(this.#following, async () =>
      provider.power?.(this.#scope, this.permit, { signal: this.context.signal }),
    ).catch((error: unknown) => {
      throw this.#following.aborted
        ? unclear(
            say(fleet, (words) => words.pluginLate),
            error,
          )
        : error;
    });
    const progress = progressOf(said);
    if (!progress) throw unclear(say(fleet, (words) => words.pluginUnclear));
    return progress;
  }

  /** Looks at it until it has ended or the caller's time has. */
  async follow(sent: PowerProgress): Promise<PowerProgress> {
    let progress = sent;
    let pause = FIRST_LOOK_MS;
    while (progress.state === 'in_progress') {
      const left = this.#deadline - this.parts.clock.now().getTime();
      if (left <= 0) break;
      this.#tell(progress);
      await this.parts.clock.sleep(Math.min(pause, left), this.#following).catch(() => undefined);
      // A clock that was set back would wait for ever.
      if (this.#following.aborted) break;
      pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS);
      progress = await this.#next(progress);
    }
    return progress;
  }

  async report(progress: PowerProgress): Promise<OperationResult> {
    const { variant, action } = this.permit;
    const words = this.#words;
    switch (progress.state) {
      case 'completed': {
        const done = await this.#finish(progress, 'completed', words.done(variant));
        // A cloud may call an action completed that changed nothing, for example a shutdown that the guest ignored.
        return done.state_after === undefined || done.state_after === RESULT[action]
          ? done
          : { ...done, message: words.doneButNot(variant, done.state_after) };
      }
      case 'errored':
        return this.#finish(
          progress,
          'errored',
          textIn(progress.message ?? words.failed(variant), this.parts.locale),
        );
      case 'in_progress':
        return this.#finish(progress, 'in_progress', words.stillUnderWay(variant, this.waitSeconds));
    }
  }

  /** The request may have arrived, and there is no answer that says so. */
  lost(error: unknown): Promise<OperationResult> {
    const words = this.#words;
    const why = McmError.is(error) ? errorIn(error, this.parts.locale).message : words.pluginBroke;
    const id = McmError.is(error) ? error.details?.['request_id'] : undefined;
    return this.#finish(typeof id === 'string' ? { requestId: id } : {}, 'unknown', words.lost(why));
  }

  /** One look; a look that fails says nothing about the action, so the last answer stands. */
  async #next(last: PowerProgress): Promise<PowerProgress> {
    const { provider } = this.entry;
    if (provider.progress) {
      const said = await abortable(this.#following, async () =>
        provider.progress?.(this.#scope, this.permit, last, { signal: this.#following }),
      ).catch(() => last);
      return progressOf(said) ?? last;
    }
    const seen = await this.#look(this.#following);
    if (seen === undefined) return last;
    // An instance that was running before a reboot and is running now has not shown that it was restarted.
    const there = seen.status === RESULT[this.permit.action];
    if (!there) this.#away = true;
    return there && this.#away ? { ...last, state: 'completed' } : last;
  }

  async #look(signal: AbortSignal): Promise<Instance | undefined> {
    const { name, provider } = this.entry;
    try {
      const seen = await abortable(signal, async () =>
        provider.get(this.#scope, this.permit.instance.id, { signal }),
      );
      return seen && admit(name, this.permit.account, seen);
    } catch {
      return undefined;
    }
  }

  async #finish(
    progress: Pick<PowerProgress, 'operationId' | 'requestId'>,
    status: OperationResult['status'],
    message: string,
  ): Promise<OperationResult> {
    const { permit } = this;
    const after = await this.#look(shared(AbortSignal.timeout(LAST_LOOK_MS)));
    const requestId = progress.requestId ?? requestIdOf(permit);
    return {
      status,
      provider: this.entry.name,
      account: permit.account,
      instance_id: permit.instance.id,
      action: permit.action,
      ...(permit.force && { force: true }),
      ...(progress.operationId !== undefined && { operation_id: progress.operationId }),
      ...(requestId !== undefined && { request_id: requestId }),
      state_before: permit.instance.status,
      ...(after && { state_after: after.status }),
      message,
    };
  }

  get #words(): typeof fleet {
    return wordsIn(fleet, this.parts.locale);
  }

  /** Whoever listens cannot keep the action from being followed. */
  #tell({ percent }: PowerProgress): void {
    try {
      this.context.progress?.(
        this.#words.underWay(this.permit.variant),
        percent,
        percent === undefined ? undefined : 100,
      );
    } catch {
      // What is told on the way is an extra.
    }
  }
}

const unclear = (why: Text, cause?: unknown): McmError =>
  new McmError('PROVIDER_ERROR', why, { details: { outcome: 'unknown' }, cause });
