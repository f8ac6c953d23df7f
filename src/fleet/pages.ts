import { McmError, type Instance, type Scope } from 'multi-cloud-manager/plugin';
import { fleet } from '../locale/en/fleet.js';
import { say } from '../locale/words.js';
import { admit } from './admit.js';
import type { ProviderEntry } from './roster.js';

/** More pages than any account has; a provider that keeps answering with a next page is stopped here. */
const MOST_PAGES = 10_000;

/** After so many the event loop gets its turn: a page of a thousand would hold up the next request to another cloud. */
const AT_ONCE = 50;

/** How far pages are read. */
export interface Reading {
  readonly signal: AbortSignal;
  /** Whether the next page is asked for while this one is looked at: for a reader who wants all of them. */
  readonly ahead?: boolean;
}

/** The instances of a scope, page by page, so that a reader who has found what it wants asks for no more. */
export async function* pages(
  entry: ProviderEntry,
  scope: Scope,
  { signal, ahead = false }: Reading,
): AsyncGenerator<readonly Instance[]> {
  const seen = new Set<string>();
  const ask = (token: string | undefined) => entry.provider.listPage(scope, token, { signal });
  let asked = ask(undefined);
  for (let count = 0; count < MOST_PAGES; count += 1) {
    const { items, next } = await asked;
    const isNew = next !== undefined && !seen.has(next);
    if (ahead && isNew) {
      asked = ask(next);
      // Nobody may be left to hear of it.
      asked.catch(() => undefined);
    }
    yield await admitted(entry, scope, items);
    if (next === undefined) return;
    if (!isNew) break;
    seen.add(next);
    if (!ahead) asked = ask(next);
  }
  throw new McmError(
    'PROVIDER_ERROR',
    say(fleet, (words) => words.samePage(entry.name)),
    { provider: entry.name },
  );
}

async function admitted(
  entry: ProviderEntry,
  scope: Scope,
  items: readonly unknown[],
): Promise<readonly Instance[]> {
  const instances: Instance[] = [];
  for (const item of items) {
    if (instances.length > 0 && instances.length % AT_ONCE === 0) await new Promise(setImmediate);
    instances.push(admit(entry.name, scope.account, item));
  }
  return instances;
}
