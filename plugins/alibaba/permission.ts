import { McmError, type Clock } from 'multi-cloud-manager/plugin';
import type { EcsClient } from './client.js';

const KEPT_MS = 5 * 60_000;

/**
 * Whether a key may read a region's instances. To one that may not, ECS answers with an empty list instead of an error; a dry run of the
 * same request tells. Only a yes is kept: a permission that was just given shows at once.
 */
export class ReadPermission {
  readonly #granted = new Map<string, number>();

  constructor(
    private readonly client: EcsClient,
    private readonly clock: Clock,
  ) {}

  /** Throws PERMISSION_DENIED with the RAM action where the key lacks it. Call it before nothing is said to be there. */
  async check(region: string, signal: AbortSignal): Promise<void> {
    const now = this.clock.now().getTime();
    if (now < (this.#granted.get(region) ?? 0)) return;
    try {
      await this.client.instances(region, { dryRun: true }, signal);
    } catch (error) {
      if (!McmError.is(error) || error.details?.['error_code'] !== 'DryRunOperation') throw error;
    }
    this.noted(region);
  }

  /** The region showed instances. */
  noted(region: string): void {
    this.#granted.set(region, this.clock.now().getTime() + KEPT_MS);
  }
}
