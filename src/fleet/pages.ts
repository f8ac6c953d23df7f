import { McmError, type Instance, type Scope } from 'multi-cloud-manager/plugin';
import { admit } from './admit.js';
import type { ProviderEntry } from './roster.js';

/** More pages than any account has; a provider that keeps answering with a next page is stopped here. */
const MOST_PAGES = 10_000;

/** The instances of a scope, page by page, so that a reader who has found what it wants asks for no more. */
export async function* pages(
  entry: ProviderEntry,
  scope: Scope,
  signal: AbortSignal,
): AsyncGenerator<readonly Instance[]> {
  const seen = new Set<string>();
  let token: string | undefined;
  for (let count = 0; count < MOST_PAGES; count += 1) {
    const page = await entry.provider.listPage(scope, token, { signal });
    yield page.items.map((item) => admit(entry.name, scope.account, item));
    if (page.next === undefined) return;
    if (seen.has(page.next)) break;
    seen.add(page.next);
    token = page.next;
  }
  throw new McmError('PROVIDER_ERROR', `${entry.name} keeps answering with the same next page.`, {
    provider: entry.name,
  });
}
