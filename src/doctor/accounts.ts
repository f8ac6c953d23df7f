import { McmError, type LeastPrivilege, type Provider, type Verification } from 'multi-cloud-manager/plugin';
import { within } from '../call/within.js';
import type { ProviderEntry } from '../fleet/roster.js';
import { missingSettings } from '../fleet/roster.js';
import type { Examined } from '../host/examine.js';
import { failed, ok, skipped, warning, type Check } from './check.js';
import type { Facts } from './facts.js';

/** What proving credentials needs to know. */
type Asking = Pick<Facts, 'accountMs' | 'clock' | 'offline' | 'progress'> & { readonly readOnly: boolean };

/** Proves the credentials of every account at once, each for itself: one that hangs holds up nobody. */
export async function accountChecks(
  { roster }: Pick<Examined, 'roster'>,
  asking: Asking,
): Promise<readonly Check[]> {
  const entries = roster.entries();
  const accounts = entries.flatMap((entry) => entry.provider.accounts().map(({ name }) => ({ entry, name })));
  if (accounts.length > 0 && !asking.offline)
    asking.progress(`asking ${accounts.map(({ entry, name }) => `${entry.name}/${name}`).join(', ')}`);
  const asked = await Promise.all(
    entries.map(async (entry) => {
      const names = entry.provider.accounts().map(({ name }) => name);
      return names.length === 0
        ? [notConfigured(entry)]
        : Promise.all(names.map((name) => askAccount(entry, name, asking)));
    }),
  );
  return [...(accounts.length === 0 ? [noCloud(entries)] : []), ...asked.flat()];
}

function noCloud(entries: readonly ProviderEntry[]): Check {
  return warning('any-account', {
    found: entries.length === 0 ? 'No plugin here has a cloud.' : 'No cloud is configured yet.',
    next: 'Put the variables of one cloud (below) into the environment of mcm or into a dotenv file (--env-file), or name accounts in the config. `mcm demo` shows mcm without any.',
  });
}

function notConfigured({ name, provider }: ProviderEntry): Check {
  const missing = missingSettings(provider);
  return skipped(
    'account',
    missing.length > 0 ? `Not configured: ${missing.join(', ')}.` : 'Not configured: it names no account.',
    { subject: name },
  );
}

async function askAccount(
  { name, provider }: ProviderEntry,
  account: string,
  asking: Asking,
): Promise<Check> {
  const subject = `${name}/${account}`;
  if (asking.offline) return skipped('account', 'Not asked: --offline.', { subject });
  const least = leastFor(provider, asking.readOnly);
  try {
    return { ...judge(await verify(provider, account, asking), least), subject };
  } catch (error) {
    return { ...refused(error, least), subject };
  }
}

/** Ended for good after its time, also where a plugin does not listen to its signal. */
async function verify(provider: Provider, account: string, asking: Asking): Promise<Verification> {
  const { accountMs, clock } = asking;
  const end = new AbortController();
  const late = (): Error =>
    new McmError('PROVIDER_TIMEOUT', `There was no answer within ${String(accountMs / 1000)} s.`);
  try {
    // A provider in plain JavaScript may throw where it should reject.
    const asked = Promise.resolve().then(() => provider.verify({ name: account }, { signal: end.signal }));
    return await within(asked, accountMs, clock, late);
  } finally {
    end.abort();
  }
}

function judge({ summary, missing = [] }: Verification, least: LeastPrivilege | undefined): Check {
  if (missing.length === 0) return ok('account', summary);
  return warning('account', {
    found: `${summary} It lacks something.`,
    details: missing.map((each) => `missing: ${each}`),
    next: 'Add what is missing, unless you do without it on purpose.',
    ...(least && { paste: least }),
  });
}

function refused(error: unknown, least: LeastPrivilege | undefined): Check {
  if (!McmError.is(error))
    return failed('account', {
      found: 'The plugin failed in a way that it does not explain.',
      next: 'Ask its author; the log of `mcm serve` at `logLevel: debug` says more.',
    });
  const { code, message, suggestion } = error;
  const finding = { found: `${code}: ${message}`, next: suggestion ?? NEXT[code] ?? LATER };
  if (code === 'RATE_LIMITED') return warning('account', finding);
  const lacks = code === 'INVALID_CREDENTIALS' || code === 'PERMISSION_DENIED';
  return failed('account', { ...finding, ...(lacks && least && { paste: least }) });
}

const LATER = 'Try again later. If it stays so, check the network, the proxy settings and the end point.';
const NEXT: Readonly<Record<string, string>> = {
  INVALID_CREDENTIALS: 'Renew or correct the credentials where the config looks for them.',
  PERMISSION_DENIED: 'Give the credentials what is missing.',
};

/** In read-only mode nobody needs more than reading. */
const leastFor = ({ leastPrivilege: least }: Provider, readOnly: boolean): LeastPrivilege | undefined =>
  readOnly ? least?.read : (least?.power ?? least?.read);
