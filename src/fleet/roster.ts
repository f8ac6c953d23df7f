import {
  McmError,
  textIn,
  type Account,
  type Locale,
  type Logger,
  type PowerRequests,
  type Provider,
  type Text,
} from 'multi-cloud-manager/plugin';
import { fleet } from '../locale/en/fleet.js';
import { say, wordsIn } from '../locale/words.js';

/** A provider that has loaded. */
export interface ProviderEntry {
  readonly name: string;
  readonly provider: Provider;
  readonly power: PowerRequests;
  /** Speaks in the plugin's name. */
  readonly log: Logger;
}

/** A plugin that was configured and did not load: why, in a sentence. */
export interface FailedPlugin {
  readonly name: string;
  readonly reason: Text;
}

/** The providers of this host, by name. Names are matched without case. */
export class Roster {
  readonly #entries = new Map<string, ProviderEntry>();
  readonly #failed = new Map<string, FailedPlugin>();

  add(entry: ProviderEntry): void {
    this.#entries.set(entry.name.toLowerCase(), entry);
  }

  fail(plugin: FailedPlugin): void {
    this.#failed.set(plugin.name.toLowerCase(), plugin);
  }

  entries(): readonly ProviderEntry[] {
    return [...this.#entries.values()];
  }

  failed(): readonly FailedPlugin[] {
    return [...this.#failed.values()];
  }

  /** The provider of that name; says which are known, or why this one did not load. */
  get(name: string): ProviderEntry {
    const key = name.trim().toLowerCase();
    const entry = this.#entries.get(key);
    if (entry) return entry;
    const failed = this.#failed.get(key);
    if (failed)
      throw new McmError(
        'PROVIDER_NOT_AVAILABLE',
        say(fleet, (words, locale) => words.didNotLoad(failed.name, textIn(failed.reason, locale))),
        {
          provider: failed.name,
        },
      );
    const known = this.entries().map((each) => each.name);
    throw new McmError(
      'VALIDATION_FAILED',
      say(fleet, (words) => words.noSuchProvider(known)),
      { details: { known } },
    );
  }

  /** The accounts of a provider that a query covers; says what is missing when there are none. */
  accounts(entry: ProviderEntry, account?: string): readonly Account[] {
    const accounts = entry.provider.accounts();
    if (accounts.length === 0) {
      const missing = missingSettings(entry.provider);
      throw new McmError(
        'PROVIDER_NOT_AVAILABLE',
        say(fleet, (words, locale) =>
          words.notConfigured(entry.provider.displayName, whyNotConfigured(missing, locale)),
        ),
        {
          provider: entry.name,
          details: { missing },
          suggestion: say(fleet, (words) => words.howToConfigure),
        },
      );
    }
    if (account === undefined) return accounts;
    const named = accounts.filter((each) => each.name === account);
    if (named.length > 0) return named;
    const known = accounts.map(({ name }) => name);
    throw new McmError(
      'VALIDATION_FAILED',
      say(fleet, (words) => words.hasNoAccount(entry.name, known)),
      { provider: entry.name, details: { known } },
    );
  }
}

/** The required settings of a provider that are not there, by name. */
export const missingSettings = (provider: Provider): readonly string[] =>
  provider.settings().flatMap(({ name, required, present }) => (required && !present ? [name] : []));

/** Why a provider has no account, for a sentence. */
export function whyNotConfigured(missing: readonly string[], locale: Locale = 'en'): string {
  const words = wordsIn(fleet, locale);
  return missing.length === 0 ? words.noAccountConfigured : words.notSet(missing);
}
