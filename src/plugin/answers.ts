import { z } from 'zod';
import { Incomplete, Withheld, type Found, type InstanceList } from './fleet.js';
import { Instance } from './instance.js';

/** What a tool answers that was asked for one instance: it, or the several that a private address means. */
export const InstanceAnswer = Instance.partial().extend({
  matches: z.array(Instance).optional().describe('Where a private address stands in several accounts'),
  incomplete: z.array(Incomplete).optional().describe('Scopes that could not be asked and may have it too'),
  withheld: Withheld.optional(),
});
/** See {@link InstanceAnswer}. */
export type InstanceAnswer = z.output<typeof InstanceAnswer>;

/** The answer, from what the fleet found. */
export function instanceAnswer({ instances, incomplete, withheld }: Found): InstanceAnswer {
  const [first, ...others] = instances;
  return {
    ...(first && others.length === 0 ? first : { matches: [...instances] }),
    ...(incomplete.length > 0 && { incomplete: [...incomplete] }),
    ...(withheld && { withheld }),
  };
}

/** The same in a few lines. */
export function instanceAnswerText({ matches, incomplete = [], withheld, ...only }: InstanceAnswer): string {
  const found = (matches ?? [only as Instance]).map(instanceText).join('\n\n');
  return [found, ...incomplete.map(gapText), ...withheldText(withheld)].join('\n');
}

const gapText = ({ provider, account, region, message }: z.output<typeof Incomplete>): string =>
  `No answer from ${[provider, account, region].filter(Boolean).join('/')}: ${message}`;

const withheldText = (withheld: Withheld = {}): readonly string[] =>
  Object.entries(withheld).map(([policy, count]) => `Left out by the policy ${policy}: ${String(count)}`);

const joined = (words: readonly string[]): string => (words.length === 0 ? 'none' : words.join(', '));

/** An instance in four lines. */
export function instanceText(instance: Instance): string {
  const { vcpus, memory_mib, disk_gib, image } = instance;
  const size = [
    ...(vcpus === undefined ? [] : [`${String(vcpus)} vCPU${vcpus === 1 ? '' : 's'}`]),
    ...(memory_mib === undefined ? [] : [`${String(Math.round(memory_mib / 102.4) / 10)} GiB`]),
    ...(disk_gib === undefined ? [] : [`${String(disk_gib)} GiB disk`]),
    ...(image === undefined ? [] : [image]),
  ];
  const tags = Object.entries(instance.tags).map(([key, value]) => (value === '' ? key : `${key}=${value}`));
  return [
    `${instance.name} is ${instance.status} (${instance.provider}, account ${instance.account}, ${instance.region}, id ${instance.id})`,
    `type ${instance.type}: ${joined(size)}`,
    `public ${joined(instance.public_ips)}; private ${joined(instance.private_ips)}`,
    `tags ${joined(tags)}`,
  ].join('\n');
}

/** A listing, one instance a line below where it is, and what is missing from it. What a line lacks is in the structured answer. */
export function instanceListText({ instances, total, cursor, incomplete, withheld }: InstanceList): string {
  const count =
    total === undefined
      ? `${String(instances.length)} instances`
      : `${String(instances.length)} of ${String(total)} instances`;
  const columns = instances.length === 0 ? '' : ': id, name, status, type, public addresses';
  const lines = instances.flatMap((each, index) => {
    const before = instances[index - 1];
    return before && placeOf(before) === placeOf(each) ? [lineOf(each)] : [`${placeOf(each)}:`, lineOf(each)];
  });
  const gaps = incomplete.map(gapText);
  return [
    `${count}${columns}${cursor === undefined ? '' : `; there are more, pass the cursor ${cursor}`}`,
    ...lines,
    ...gaps,
    ...withheldText(withheld),
  ].join('\n');
}

const placeOf = ({ provider, account, region }: Instance): string => `${provider}/${account}/${region}`;

function lineOf({ id, name, status, type, public_ips, private_ips }: Instance): string {
  const [inside] = private_ips;
  const none = inside === undefined ? 'no address' : `private ${inside}`;
  return [id, name, status, type, ...(public_ips.length > 0 ? public_ips : [none])].join(' ');
}
