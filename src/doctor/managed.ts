import { withoutEmpty } from '../config/env-file.js';
import { ConfigError } from '../config/error.js';
import { findManaged, managedPlace, type Managed } from '../config/managed/find.js';
import { failed, lines, ok, type Check } from './check.js';
import type { Facts } from './facts.js';

/** What administrators have fixed: each file, its hash (as `get_system_status` shows it) and what is in it. */
export async function managedChecks(facts: Facts): Promise<readonly Check[]> {
  const env = withoutEmpty(facts.env);
  const place = facts.managed ?? managedPlace(env, facts.platform);
  try {
    const managed = await findManaged(env, place);
    if (managed.length === 0)
      return [
        ok('managed-config', `There is none in ${place.directory}: nothing is fixed by administrators.`),
      ];
    return managed.map((each) =>
      ok('managed-config', `${each.hash}; ${floorOf(each)}`, { subject: each.file }),
    );
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return [
      failed('managed-config', {
        ...lines(error.message),
        next: 'Ask whoever administers this machine: mcm starts again once the file is right.',
      }),
    ];
  }
}

/** What a floor fixes, in a few words. */
function floorOf({ floor }: Managed): string {
  const { audit, confirmation, plugins, policies, ratePerMinute, readOnly, safety, tools } = floor;
  const levels = (['ordinary', 'production', 'large', 'unlabelled'] as const).flatMap((kind) =>
    confirmation[kind] === undefined ? [] : [`${kind}: ${confirmation[kind]}`],
  );
  const parts = [
    readOnly === true && 'read-only',
    levels.length > 0 && `confirmation at least ${levels.join(', ')}`,
    confirmation.via && `persons are asked via ${confirmation.via.join(', ')} only`,
    `large from ${String(safety.large.vcpus)} vCPUs or ${String(safety.large.memoryGib)} GiB on`,
    policies.length > 0 && counted(policies.length, 'policy', 'policies'),
    plugins && `${counted(plugins.allow.length, 'plugin or policy', 'plugins and policies')} allowed`,
    tools.exclude.length > 0 && `without the tools ${tools.exclude.join(', ')}`,
    audit.keepDays !== undefined && `audit kept ${counted(audit.keepDays, 'day', 'days')} at least`,
    audit.sinks.length > 0 && `audit also to ${audit.sinks.map(({ use }) => use).join(', ')}`,
    ratePerMinute !== undefined && `at most ${String(ratePerMinute)} calls a minute of a tool`,
  ];
  return `the floor: ${parts.filter((part) => typeof part === 'string').join('; ')}`;
}

const counted = (count: number, one: string, many: string): string =>
  `${String(count)} ${count === 1 ? one : many}`;
