import { createHash } from 'node:crypto';
import type { Instance, PowerVariant, Principal } from 'multi-cloud-manager/plugin';
import type { Binding } from '../call/request.js';
import { CONFIRMATIONS } from './match.js';

const facts = (instance: Instance): Readonly<Record<string, unknown>> => ({
  provider: instance.provider,
  account: instance.account,
  id: instance.id,
  name: instance.name,
  addresses: [...instance.public_ips, ...instance.private_ips].sort(),
  status: instance.status,
  tags: Object.entries(instance.tags).sort(([a], [b]) => (a < b ? -1 : 1)),
});

const hash = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

/** The names of what changed between two looks; never the values, which may be what a confirmation asks for. */
export function changes(before: Instance, after: Instance): readonly string[] {
  const [old, now] = [facts(before), facts(after)];
  return Object.keys(old).filter((key) => JSON.stringify(old[key]) !== JSON.stringify(now[key]));
}

/** A power call, as far as an approval binds it. */
export interface BoundCall {
  readonly tool: string;
  readonly variant: PowerVariant;
  readonly target: Instance;
  readonly principal: Principal;
  readonly input: Readonly<Record<string, unknown>>;
}

/** How long to follow the action, why, and whether for real: none of it changes what is done. */
const UNBOUND: ReadonlySet<string> = new Set([...CONFIRMATIONS, 'wait_seconds', 'reason', 'dry_run']);

/** The options that an approval binds: all but the confirmations and those that change nothing about the act. */
export function boundArguments(input: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const bound = Object.entries(input).filter(([key, value]) => !UNBOUND.has(key) && value !== undefined);
  return Object.fromEntries(bound.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Binds an answer to a call and to the instance as it is now. */
export function bind({ tool, variant, target, principal, input }: BoundCall): Binding {
  const reference = hash([
    [tool, variant],
    [target.provider, target.account, target.id],
    [principal.source, principal.id],
    sorted(boundArguments(input)),
  ]);
  return { reference, seen: seenOf(target, reference) };
}

/** Names one question to an answer: about this call and this instance, and, by a nonce, no other question about them. */
export const questionDigest = (nonce: string, { reference, seen }: Binding): string =>
  hash([nonce, reference, sorted(seen)]);

/** The names of the facts that are not as they were seen. */
export function changedSince({ reference, seen }: Binding, now: Instance): readonly string[] {
  const current = seenOf(now, reference);
  return Object.keys(current).filter((key) => current[key] !== seen[key]);
}

/** Hashed together with the reference: the same name or address looks different in every question. */
function seenOf(instance: Instance, reference: string): Binding['seen'] {
  return Object.fromEntries(
    Object.entries(facts(instance)).map(([key, value]) => [key, hash([reference, key, value])]),
  );
}

/** With the keys of every object in order, so that the order in which a client sends them does not matter. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([key, item]) => [key, sorted(item)]);
}
