import {
  McmError,
  textIn,
  type LeastPrivilege,
  type Locale,
  type Provider,
  type Verification,
} from 'multi-cloud-manager/plugin';
import { within } from '../call/within.js';
import type { ProviderEntry } from '../fleet/roster.js';
import { missingSettings } from '../fleet/roster.js';
import type { Examined } from '../host/examine.js';
import { doctor } from '../locale/en/doctor.js';
import { errorIn } from '../locale/error-in.js';
import { say, wordsIn } from '../locale/words.js';
import { failed, ok, skipped, warning, type Check, type Paste } from './check.js';
import type { Facts } from './facts.js';

/** What proving credentials needs to know. */
type Asking = Pick<Facts, 'accountMs' | 'clock' | 'locale' | 'offline' | 'progress'> & {
  readonly readOnly: boolean;
};
type Words = typeof doctor.accounts;

/** Proves the credentials of every account at once, each for itself: one that hangs holds up nobody. */
export async function accountChecks(
  { roster }: Pick<Examined, 'roster'>,
  asking: Asking,
): Promise<readonly Check[]> {
  const words = wordsIn(doctor, asking.locale).accounts;
  const entries = roster.entries();
  const accounts = entries.flatMap((entry) => entry.provider.accounts().map(({ name }) => ({ entry, name })));
  if (accounts.length > 0 && !asking.offline)
    asking.progress(words.asking(accounts.map(({ entry, name }) => `${entry.name}/${name}`)));
  const asked = await Promise.all(
    entries.map(async (entry) => {
      const names = entry.provider.accounts().map(({ name }) => name);
      return names.length === 0
        ? [notConfigured(entry, words)]
        : Promise.all(names.map((name) => askAccount(entry, name, asking)));
    }),
  );
  return [...(accounts.length === 0 ? [noCloud(entries, words)] : []), ...asked.flat()];
}

function noCloud(entries: readonly ProviderEntry[], words: Words): Check {
  return warning('any-account', {
    found: entries.length === 0 ? words.noCloud : words.noneYet,
    next: words.configure,
  });
}

function notConfigured({ name, provider }: ProviderEntry, words: Words): Check {
  const missing = missingSettings(provider);
  return skipped('account', missing.length > 0 ? words.missingSettings(missing) : words.namesNone, {
    subject: name,
  });
}

async function askAccount(
  { name, provider }: ProviderEntry,
  account: string,
  asking: Asking,
): Promise<Check> {
  const subject = `${name}/${account}`;
  const { locale, offline, readOnly } = asking;
  if (offline) return skipped('account', wordsIn(doctor, locale).accounts.offline, { subject });
  const paste = pasteOf(leastFor(provider, readOnly), locale);
  try {
    return { ...judge(await verify(provider, account, asking), paste, locale), subject };
  } catch (error) {
    return { ...refused(error, paste, locale), subject };
  }
}

/** Ended for good after its time, also where a plugin does not listen to its signal. */
async function verify(provider: Provider, account: string, asking: Asking): Promise<Verification> {
  const { accountMs, clock } = asking;
  const end = new AbortController();
  const late = (): Error =>
    new McmError(
      'PROVIDER_TIMEOUT',
      say(doctor, (words) => words.accounts.noAnswer(accountMs / 1000)),
    );
  try {
    // A provider in plain JavaScript may throw where it should reject.
    const asked = Promise.resolve().then(() => provider.verify({ name: account }, { signal: end.signal }));
    return await within(asked, accountMs, clock, late);
  } finally {
    end.abort();
  }
}

function judge({ summary, missing = [] }: Verification, paste: Paste | undefined, locale: Locale): Check {
  const said = textIn(summary, locale);
  if (missing.length === 0) return ok('account', said);
  const words = wordsIn(doctor, locale).accounts;
  return warning('account', {
    found: words.lacks(said),
    details: missing.map((each) => words.missing(textIn(each, locale))),
    next: words.addIt,
    ...(paste && { paste }),
  });
}

function refused(error: unknown, paste: Paste | undefined, locale: Locale): Check {
  const words = wordsIn(doctor, locale).accounts;
  if (!McmError.is(error)) return failed('account', { found: words.unexplained, next: words.askItsAuthor });
  const { code } = error;
  const { message, suggestion } = errorIn(error, locale);
  const finding = { found: words.refused(code, message), next: suggestion ?? nextAfter(code, words) };
  if (code === 'RATE_LIMITED') return warning('account', finding);
  const lacks = code === 'INVALID_CREDENTIALS' || code === 'PERMISSION_DENIED';
  return failed('account', { ...finding, ...(lacks && paste && { paste }) });
}

function nextAfter(code: McmError['code'], words: Words): string {
  if (code === 'INVALID_CREDENTIALS') return words.renew;
  return code === 'PERMISSION_DENIED' ? words.permit : words.later;
}

/** In read-only mode nobody needs more than reading. */
const leastFor = ({ leastPrivilege: least }: Provider, readOnly: boolean): LeastPrivilege | undefined =>
  readOnly ? least?.read : (least?.power ?? least?.read);

const pasteOf = (least: LeastPrivilege | undefined, locale: Locale): Paste | undefined =>
  least && { what: textIn(least.what, locale), text: least.text };
