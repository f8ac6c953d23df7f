import { createHash } from 'node:crypto';
import type { Instance } from 'multi-cloud-manager/plugin';

const facts = (instance: Instance): Readonly<Record<string, unknown>> => ({
  provider: instance.provider,
  account: instance.account,
  id: instance.id,
  name: instance.name,
  addresses: [...instance.public_ips, ...instance.private_ips].sort(),
  status: instance.status,
  tags: Object.entries(instance.tags).sort(([a], [b]) => (a < b ? -1 : 1)),
});

/** What an instance is, for a decision: when any of it changes, the decision no longer holds. */
export function digestOf(instance: Instance): string {
  return createHash('sha256')
    .update(JSON.stringify(facts(instance)))
    .digest('hex');
}

/** The names of what changed between two looks; never the values, which may be what a confirmation asks for. */
export function changes(before: Instance, after: Instance): readonly string[] {
  const [old, now] = [facts(before), facts(after)];
  return Object.keys(old).filter((key) => JSON.stringify(old[key]) !== JSON.stringify(now[key]));
}

/** Binds an answer to the operation and the instance that it was given for. */
export function referenceOf(tool: string, variant: string, instance: Instance): string {
  return createHash('sha256')
    .update(JSON.stringify([tool, variant, digestOf(instance)]))
    .digest('hex');
}
