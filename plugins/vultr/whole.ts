import type { Instance, RequestContext, Scope } from 'multi-cloud-manager/plugin';
import type { VultrClient } from './client.js';
import { toInstance } from './map.js';
import { readAddresses, readInstance } from './one.js';
import type { WireInstance } from './wire.js';

/** So many instances a person asks for. Of the others the addresses are asked for after them. */
const MOST_SEEN = 10_000;

/** Reads instances with all their addresses, which three requests tell. */
export class WholeInstances {
  /** Those that were asked for one by one, and were there. */
  readonly #seen = new Set<string>();

  /** One of them, or undefined when the account has none of that id. */
  async get(
    client: VultrClient,
    scope: Scope,
    id: string,
    { signal }: RequestContext,
  ): Promise<Instance | undefined> {
    // One that was there is there: its addresses are asked for beside it, and not after it.
    const early = this.#seen.has(keyOf(scope, id)) ? readAddresses(client, id, signal) : undefined;
    // Whatever is wrong with them counts only if the instance is still there.
    early?.catch(() => undefined);
    const found = await readInstance(client, id, signal);
    if (!found) {
      this.#seen.delete(keyOf(scope, id));
      return undefined;
    }
    return this.#whole(found, scope, early ?? readAddresses(client, id, signal));
  }

  /** What a search has found, with the addresses. */
  complete(
    client: VultrClient,
    scope: Scope,
    found: readonly WireInstance[],
    { signal }: RequestContext,
  ): Promise<readonly Instance[]> {
    return Promise.all(found.map((each) => this.#whole(each, scope, readAddresses(client, each.id, signal))));
  }

  async #whole(
    found: WireInstance,
    scope: Scope,
    addresses: ReturnType<typeof readAddresses>,
  ): Promise<Instance> {
    if (this.#seen.size < MOST_SEEN) this.#seen.add(keyOf(scope, found.id));
    return toInstance(found, scope.account, await addresses);
  }
}

const keyOf = ({ account }: Scope, id: string): string => `${account}/${id}`;
