import type { Clock } from 'multi-cloud-manager/plugin';
import type { AccountOf } from './fan-out.js';

/**
 * How long it takes until a cloud that has what is looked for has said so. The slowest is asked first: its requests follow each other, and
 * would wait until those of all others are made and signed.
 */
export class Pace {
  readonly #took = new Map<string, number>();

  constructor(private readonly clock: Clock) {}

  /** Begins to count; what comes back is called when one of the cloud's scopes has it. */
  start(): (provider: string) => void {
    const from = this.clock.now().getTime();
    return (provider) => {
      this.#took.set(provider, this.clock.now().getTime() - from);
    };
  }

  /** The slowest first, as far as it is known; the order is kept among the others. */
  slowestFirst(accounts: readonly AccountOf[]): readonly AccountOf[] {
    const took = ({ entry }: AccountOf): number => this.#took.get(entry.name) ?? 0;
    return accounts.toSorted((one, other) => took(other) - took(one));
  }
}
