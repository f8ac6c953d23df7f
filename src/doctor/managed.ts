import { withoutEmpty } from '../config/env-file.js';
import { ConfigError } from '../config/error.js';
import { findManaged, managedPlace, type Managed } from '../config/managed/find.js';
import { doctor } from '../locale/en/doctor.js';
import { wordsIn } from '../locale/words.js';
import { spoken } from '../locale/error-in.js';
import { failed, lines, ok, type Check } from './check.js';
import type { Facts } from './facts.js';

/** What administrators have fixed: each file, its hash (as `get_system_status` shows it) and what is in it. */
export async function managedChecks(facts: Facts): Promise<readonly Check[]> {
  const words = wordsIn(doctor, facts.locale).managed;
  const env = withoutEmpty(facts.env);
  const place = facts.managed ?? managedPlace(env, facts.platform);
  try {
    const managed = await findManaged(env, place);
    if (managed.length === 0) return [ok('managed-config', words.none(place.directory))];
    return managed.map((each) =>
      ok('managed-config', words.floor(each.hash, floorOf(each, words)), { subject: each.file }),
    );
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return [
      failed('managed-config', {
        ...lines(spoken(error, facts.locale)),
        next: words.ask,
      }),
    ];
  }
}

/** What a floor fixes, a few words each. */
function floorOf({ floor }: Managed, words: typeof doctor.managed): readonly string[] {
  const { audit, confirmation, plugins, policies, ratePerMinute, readOnly, safety, tools } = floor;
  const levels = (['ordinary', 'production', 'large', 'unlabelled'] as const).flatMap((kind) =>
    confirmation[kind] === undefined ? [] : [`${kind}: ${confirmation[kind]}`],
  );
  const parts = [
    readOnly === true && words.readOnly,
    levels.length > 0 && words.confirmation(levels),
    confirmation.via && words.via(confirmation.via),
    words.large(safety.large.vcpus, safety.large.memoryGib),
    policies.length > 0 && words.policies(policies.length),
    plugins && words.allowed(plugins.allow.length),
    tools.exclude.length > 0 && words.without(tools.exclude),
    audit.keepDays !== undefined && words.keepDays(audit.keepDays),
    audit.sinks.length > 0 && words.sinks(audit.sinks.map(({ use }) => use)),
    ratePerMinute !== undefined && words.rate(ratePerMinute),
  ];
  return parts.filter((part) => typeof part === 'string');
}
