import { Instance, McmError } from 'multi-cloud-manager/plugin';
import { calls } from '../locale/en/calls.js';
import { fleet } from '../locale/en/fleet.js';
import { say } from '../locale/words.js';
import { cleanJson, cleanText } from '../text/clean.js';
import { canonicalAddress } from './address.js';

/** No cloud allows longer names; a person may have to type it. */
const LONGEST_NAME = 256;

/**
 * The border at which an instance enters the host: checked against the schema, its text cleaned, its addresses in one spelling.
 * From here on the name is the one that mcm shows, and the one that a confirmation has to match.
 */
export function admit(provider: string, account: string, given: unknown): Instance {
  const parsed = Instance.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const [path, message] = [issue?.path.join('.') ?? '', issue?.message ?? ''];
    throw new McmError(
      'INTERNAL',
      say(fleet, (words) => words.misfit(provider, path, message)),
      { provider, suggestion: say(calls, (words) => words.reportIt) },
    );
  }
  const instance = cleanJson(parsed.data) as Instance;
  const addresses = (list: readonly string[]) => [
    ...new Set(list.flatMap((address) => canonicalAddress(address) ?? [])),
  ];
  return {
    ...instance,
    provider,
    account,
    id: parsed.data.id,
    name: cleanText(parsed.data.name, LONGEST_NAME) || parsed.data.id,
    public_ips: addresses(parsed.data.public_ips),
    private_ips: addresses(parsed.data.private_ips),
  };
}
