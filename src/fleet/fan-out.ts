import {
  McmError,
  textIn,
  type Account,
  type Incomplete,
  type Locale,
  type Scope,
  type Text,
} from 'multi-cloud-manager/plugin';
import { calls } from '../locale/en/calls.js';
import { fleet } from '../locale/en/fleet.js';
import { errorIn, saidBy } from '../locale/error-in.js';
import { say } from '../locale/words.js';
import { causes } from '../text/causes.js';
import { abortable } from './abortable.js';
import type { ProviderEntry } from './roster.js';

/** An account of a provider. */
export interface AccountOf {
  readonly entry: ProviderEntry;
  readonly account: Account;
}

/** What came of asking several scopes at once: the answers, and the scopes that could not be asked. */
export interface FanOut<T> {
  readonly answers: readonly T[];
  readonly incomplete: readonly Incomplete[];
  readonly errors: readonly McmError[];
  /** The regions there are, of the providers that have regions; to tell a wrong region from an empty one. */
  readonly regions: ReadonlySet<string>;
  /** Whether some provider lists all its regions at once. */
  readonly regionless: boolean;
}

/** How to ask. */
export interface Asking<T> {
  /** The client's; when it aborts the whole fan-out rejects. */
  readonly signal: AbortSignal;
  /** Ends the work that is left, for example because one scope has answered. Default: the client's. */
  readonly work?: AbortSignal;
  /** Only this region, where a provider has regions. */
  readonly region?: string;
  readonly ask: (entry: ProviderEntry, scope: Scope) => Promise<T>;
  /** The language in which it is told why a scope could not be asked. */
  readonly locale: Locale;
}

/**
 * Asks every scope of every account at once. A scope that fails does not sink the others: it is named. How fast requests go out is
 * for the limiter of each account.
 */
export async function fanOut<T>(
  accounts: readonly AccountOf[],
  { signal, work = signal, region, ask, locale }: Asking<T>,
): Promise<FanOut<T>> {
  const answers: T[] = [];
  const incomplete: Incomplete[] = [];
  const errors: McmError[] = [];
  const regions = new Set<string>();
  let regionless = false;
  const failed = (entry: ProviderEntry, scope: Scope, cause: unknown): void => {
    if (work.aborted) return;
    const error = McmError.is(cause) ? cause : raw(entry, cause);
    errors.push(error);
    incomplete.push({
      provider: entry.name,
      account: scope.account,
      ...(scope.region !== undefined && { region: scope.region }),
      code: error.code,
      message: errorIn(error, locale).message,
    });
  };
  const askAccount = async ({ entry, account }: AccountOf): Promise<void> => {
    let scopes: readonly Scope[];
    try {
      scopes = await abortable(work, () => entry.provider.scopes(account, { signal: work }));
    } catch (error) {
      failed(entry, { account: account.name }, error);
      return;
    }
    for (const scope of scopes) if (scope.region !== undefined) regions.add(scope.region);
    // A cloud that lists all regions at once is asked which there are, where one was named.
    const said =
      region !== undefined && scopes.some((scope) => scope.region === undefined)
        ? await saidRegions({ entry, account }, work)
        : undefined;
    for (const each of said ?? []) regions.add(each);
    if (said === undefined && scopes.some((scope) => scope.region === undefined)) regionless = true;
    const has = (scope: Scope): boolean =>
      region === undefined ||
      (scope.region === undefined ? (said?.includes(region) ?? true) : scope.region === region);
    const wanted = scopes.filter(has);
    await Promise.all(
      wanted.map((scope) =>
        abortable(work, () => ask(entry, scope)).then(
          (answer) => {
            answers.push(answer);
          },
          (error: unknown) => {
            failed(entry, scope, error);
          },
        ),
      ),
    );
  };
  const asked: Promise<void>[] = [];
  let before: ProviderEntry | undefined;
  for (const each of accounts) {
    // The requests of one cloud go out before those of the next one are made.
    if (before && before !== each.entry) await new Promise(setImmediate);
    before = each.entry;
    if (work.aborted) break;
    asked.push(askAccount(each));
  }
  await Promise.all(asked);
  if (signal.aborted)
    throw new McmError(
      'CANCELLED',
      say(calls, (words) => words.cancelled),
      { cause: signal.reason },
    );
  return { answers, incomplete, errors, regions, regionless };
}

/** What a plugin threw that is no McmError: whole in the log, and not to the model. */
function raw(entry: ProviderEntry, cause: unknown): McmError {
  entry.log.error('failed', { cause: causes(cause) });
  return new McmError(
    'INTERNAL',
    say(fleet, (words) => words.pluginFailed(entry.name)),
    { provider: entry.name, cause },
  );
}

/** The regions that a cloud says there are; undefined where it does not say, or cannot just now. */
async function saidRegions(
  { entry, account }: AccountOf,
  signal: AbortSignal,
): Promise<readonly string[] | undefined> {
  try {
    return await abortable(signal, async () => entry.provider.regions?.(account, { signal }));
  } catch {
    return undefined;
  }
}

/** The error to answer with when nothing was found and some scopes could not be asked. */
export function couldNotAsk(what: Text, fan: FanOut<unknown>): McmError {
  const [first] = fan.errors;
  const { message = '', suggestion }: Partial<ReturnType<typeof saidBy>> = first ? saidBy(first) : {};
  const scopes = fan.incomplete.map(
    (each) => `${each.provider}/${each.account}${each.region ? `/${each.region}` : ''}`,
  );
  return new McmError(
    first?.code ?? 'INTERNAL',
    fan.errors.length === 1 && fan.answers.length === 0
      ? message
      : say(fleet, (words, locale) =>
          words.couldNotAsk(textIn(what, locale), scopes, textIn(message, locale)),
        ),
    {
      ...(first?.provider !== undefined && { provider: first.provider }),
      ...(suggestion !== undefined && { suggestion }),
      ...(first && { retryable: first.retryable }),
      details: { ...first?.details, incomplete: fan.incomplete },
      cause: first,
    },
  );
}
