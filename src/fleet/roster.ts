import {
  McmError,
  type Account,
  type Logger,
  type PowerRequests,
  type Provider,
} from 'multi-cloud-manager/plugin';

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
  readonly reason: string;
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
        `The plugin ${failed.name} did not load: ${failed.reason}`,
        {
          provider: failed.name,
        },
      );
    const known = this.entries().map((each) => each.name);
    throw new McmError(
      'VALIDATION_FAILED',
      `provider: there is no such provider; known are ${known.length > 0 ? known.join(', ') : 'none'}.`,
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
        `${entry.provider.displayName} is not configured: ${whyNotConfigured(missing)}.`,
        {
          provider: entry.name,
          details: { missing },
          suggestion:
            'Set what is missing in the environment that starts mcm or in a dotenv file (--env-file), or name accounts in the config.',
        },
      );
    }
    if (account === undefined) return accounts;
    const named = accounts.filter((each) => each.name === account);
    if (named.length === 0)
      throw new McmError(
        'VALIDATION_FAILED',
        `account: ${entry.name} has no such account; known are ${accounts.map((each) => each.name).join(', ')}.`,
        { provider: entry.name, details: { known: accounts.map((each) => each.name) } },
      );
    return named;
  }
}

/** The required settings of a provider that are not there, by name. */
export const missingSettings = (provider: Provider): readonly string[] =>
  provider.settings().flatMap(({ name, required, present }) => (required && !present ? [name] : []));

/** Why a provider has no account, for a sentence. */
export function whyNotConfigured(missing: readonly string[]): string {
  if (missing.length === 0) return 'no account is configured';
  return `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not set`;
}
