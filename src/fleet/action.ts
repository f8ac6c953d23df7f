import {
  McmError,
  type Clock,
  type FleetContext,
  type Instance,
  type InstanceStatus,
  type OperationResult,
  type Permit,
  type PowerAction,
  type PowerProgress,
  type Scope,
} from 'multi-cloud-manager/plugin';
import { shared } from '../call/signals.js';
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
    private readonly clock: Clock,
    private readonly context: FleetContext,
  ) {
    this.#scope = { account: permit.account, region: permit.instance.region };
    this.#deadline = clock.now().getTime() + waitSeconds * 1000;
    this.#following = shared(AbortSignal.timeout(waitSeconds * 1000 + GRACE_MS));
    this.#away = permit.instance.status !== RESULT[permit.action];
  }

  /** The cloud's answer. A plugin that never comes back is no answer: by then the request may have gone out. */
  async send(): Promise<PowerProgress> {
    const { provider } = this.entry;
    if (!provider.power)
      throw new McmError('OPERATION_NOT_SUPPORTED', `${provider.displayName} has no power actions here.`);
    const said = await abortable(this.#following, async () =>
      provider.power?.(this.#scope, this.permit, { signal: this.context.signal }),
    ).catch((error: unknown) => {
      throw this.#following.aborted ? unclear('the plugin did not answer in time', error) : error;
    });
    const progress = progressOf(said);
    if (!progress) throw unclear('the plugin did not say what the cloud answered');
    return progress;
  }

  /** Looks at it until it has ended or the caller's time has. */
  async follow(sent: PowerProgress): Promise<PowerProgress> {
    let progress = sent;
    let pause = FIRST_LOOK_MS;
    while (progress.state === 'in_progress') {
      const left = this.#deadline - this.clock.now().getTime();
      if (left <= 0) break;
      this.#tell(progress);
      await this.clock.sleep(Math.min(pause, left), this.#following).catch(() => undefined);
      // A clock that was set back would wait for ever.
      if (this.#following.aborted) break;
      pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS);
      progress = await this.#next(progress);
    }
    return progress;
  }

  async report(progress: PowerProgress): Promise<OperationResult> {
    const { variant, action } = this.permit;
    switch (progress.state) {
      case 'completed': {
        const done = await this.#finish(progress, 'completed', `${variant} is done.`);
        // A cloud may call an action completed that changed nothing, for example a shutdown that the guest ignored.
        return done.state_after === undefined || done.state_after === RESULT[action]
          ? done
          : {
              ...done,
              message: `The cloud reports that ${variant} is done, but the instance is ${done.state_after}. Look at it again.`,
            };
      }
      case 'errored':
        return this.#finish(
          progress,
          'errored',
          progress.message ?? `The cloud reports that ${variant} failed.`,
        );
      case 'in_progress':
        return this.#finish(
          progress,
          'in_progress',
          `${variant} was accepted and is still under way after ${String(this.waitSeconds)} s. Do not send it again; look at the instance's status.`,
        );
    }
  }

  /** The request may have arrived, and there is no answer that says so. */
  lost(error: unknown): Promise<OperationResult> {
    const why = McmError.is(error) ? error.message : 'the plugin failed on the answer';
    const id = McmError.is(error) ? error.details?.['request_id'] : undefined;
    return this.#finish(
      typeof id === 'string' ? { requestId: id } : {},
      'unknown',
      `The request was sent and no clear answer came back (${why}). It may or may not have taken effect, and it will not be sent again. Look at the instance before anything else.`,
    );
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

  /** Whoever listens cannot keep the action from being followed. */
  #tell({ percent }: PowerProgress): void {
    try {
      this.context.progress?.(
        `${this.permit.variant} is under way`,
        percent,
        percent === undefined ? undefined : 100,
      );
    } catch {
      // What is told on the way is an extra.
    }
  }
}

const unclear = (why: string, cause?: unknown): McmError =>
  new McmError('PROVIDER_ERROR', why, { details: { outcome: 'unknown' }, cause });
