import { McmError, type Clock } from 'multi-cloud-manager/plugin';
import type { EcsClient } from './client.js';
import type { Credentials } from './config.js';
import { say } from './words.js';

const KEPT_MS = 3_600_000;

/** The regions of one account, asked for once an hour. */
export class Regions {
  #kept: { readonly ids: readonly string[]; readonly until: number } | undefined;

  constructor(
    private readonly account: Credentials,
    private readonly client: EcsClient,
    private readonly clock: Clock,
  ) {}

  /** Those to ask, the default one first. */
  async toAsk(signal: AbortSignal): Promise<readonly string[]> {
    const { regionId, regions } = this.account;
    let every: readonly string[];
    try {
      every = await this.every(signal);
    } catch (error) {
      // A key that may not ask for the regions can still use those that the config names.
      if (regions === undefined || !McmError.is(error) || error.code !== 'PERMISSION_DENIED') throw error;
      every = regions;
    }
    const wanted = regions ?? every;
    const unknown = (regions ?? [regionId]).filter((each) => !every.includes(each));
    if (unknown.length > 0) throw unknownRegions(this.account.name, unknown, every);
    return [...wanted].sort((one, other) => Number(other === regionId) - Number(one === regionId));
  }

  /** All that the account can use. */
  async every(signal: AbortSignal): Promise<readonly string[]> {
    const now = this.clock.now().getTime();
    if (this.#kept && now < this.#kept.until) return this.#kept.ids;
    const { Regions: said } = await this.client.regions(this.account.regionId, signal);
    const ids = [...new Set(said.Region.map(({ RegionId }) => RegionId))];
    this.#kept = { ids, until: now + KEPT_MS };
    return ids;
  }
}

function unknownRegions(account: string, unknown: readonly string[], every: readonly string[]): McmError {
  return new McmError(
    'VALIDATION_FAILED',
    say((words) => words.noRegion(account, unknown, every)),
    {
      provider: 'alibaba',
      suggestion: say((words) => words.checkOwnRegions),
      details: { unknown: [...unknown], known: [...every] },
    },
  );
}
