import { McmError, type Clock } from 'multi-cloud-manager/plugin';
import type { ClientPool } from './client-pool.js';
import { say } from './words.js';

const KEPT_MS = 3_600_000;

/** Which regions an account can use: those that the config names, else those that AWS says are enabled, kept for an hour. */
export class Regions {
  readonly #kept = new Map<string, { readonly regions: readonly string[]; readonly until: number }>();

  constructor(
    private readonly pool: ClientPool,
    private readonly clock: Clock,
  ) {}

  /** The account's own region first. */
  async of(name: string, signal: AbortSignal): Promise<readonly string[]> {
    const home = await this.pool.home(name, signal);
    const given = this.pool.account(name).regions;
    const regions = given ?? (await this.#enabled(name, signal));
    return [home.region, ...regions].filter(
      (region, index, all) => regions.includes(region) && all.indexOf(region) === index,
    );
  }

  async #enabled(name: string, signal: AbortSignal): Promise<readonly string[]> {
    const now = this.clock.now().getTime();
    const known = this.#kept.get(name);
    if (known && known.until > now) return known.regions;
    const home = await this.pool.home(name, signal);
    const answer = await home.regions(signal).catch(explain);
    const regions = answer.flatMap(({ RegionName }) => RegionName ?? []).sort();
    this.#kept.set(name, { regions, until: now + KEPT_MS });
    return regions;
  }
}

/** A silent narrowing to one region would make "not found" a lie. */
function explain(error: unknown): never {
  if (!McmError.is(error) || error.code !== 'PERMISSION_DENIED') throw error;
  throw new McmError(error.code, error.said.message, {
    suggestion: say((words) => words.allowRegions),
    ...(error.details === undefined ? {} : { details: error.details }),
    cause: error,
  });
}
