import type { Instance } from 'multi-cloud-manager/plugin';
import { z } from 'zod';

const text = z.string().min(1);

/** Instances that a rule is about: what is given must all fit, each as the filters of `list_instances` do. */
export const Target = z
  .strictObject({
    tag: text.optional().describe('key, or key=value'),
    name: text.optional().describe('The whole name, without case; `*` stands for any letters'),
    provider: text.optional(),
    account: text.optional(),
    region: text.optional(),
  })
  .refine(
    (target) => Object.keys(target).length > 0,
    'expected at least one of tag, name, provider, account, region',
  );
/** See {@link Target}. */
export type Target = z.output<typeof Target>;

/** A list of them; an instance that fits one is meant. */
export const Targets = z.array(Target).min(1);

/** The first of the targets that an instance fits. */
export const targetOf = (instance: Instance, targets: readonly Target[]): Target | undefined =>
  targets.find((target) => fits(instance, target));

function fits(instance: Instance, { tag, name, provider, account, region }: Target): boolean {
  return (
    (provider === undefined || instance.provider === provider.toLowerCase()) &&
    (account === undefined || instance.account === account) &&
    (region === undefined || instance.region === region) &&
    (name === undefined || hasName(instance, name)) &&
    (tag === undefined || hasTag(instance, tag))
  );
}

/** Part by part, so that no pattern takes long. */
function hasName(instance: Instance, pattern: string): boolean {
  const [first = '', ...between] = pattern.toLowerCase().split('*');
  const name = instance.name.toLowerCase();
  const last = between.pop();
  if (last === undefined) return name === first;
  const end = name.length - last.length;
  if (!name.startsWith(first) || !name.endsWith(last) || end < first.length) return false;
  let at = first.length;
  return between.every((part) => {
    const found = name.indexOf(part, at);
    at = found + part.length;
    return found >= 0 && at <= end;
  });
}

function hasTag({ tags }: Instance, tag: string): boolean {
  const [key = '', ...value] = tag.split('=');
  return Object.hasOwn(tags, key) && (value.length === 0 || tags[key] === value.join('='));
}

/** A target for a sentence: `tag team=payroll, region fra1`. */
export const targetText = (target: Target): string =>
  Object.entries(target)
    .map(([key, value]) => `${key} ${value}`)
    .join(', ');
