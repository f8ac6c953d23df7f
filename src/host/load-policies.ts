import type { Middleware, Policy } from 'multi-cloud-manager/plugin';
import { ConfigError } from '../config/error.js';
import type { Config } from '../config/schema.js';
import type { Resolver } from './resolve.js';

type Rule = Policy | Middleware;

/** The deployment's rules, in order. One that cannot be loaded stops the host: it would otherwise start without it. */
export async function loadPolicies(
  entries: Config['policies'],
  resolver: Resolver,
): Promise<readonly Rule[]> {
  const rules: Rule[] = [];
  for (const [index, entry] of entries.entries()) {
    const { use, options } =
      typeof entry === 'string' || 'kind' in entry ? { use: entry, options: undefined } : entry;
    if (typeof use !== 'string') {
      rules.push(use);
      continue;
    }
    try {
      const exported = await resolver.load(use);
      const rule: unknown =
        typeof exported === 'function'
          ? (exported as (options: unknown) => unknown)(options ?? {})
          : exported;
      if (!isRule(rule))
        throw new Error(
          'its default export is neither a policy or middleware nor a function that returns one',
        );
      rules.push(rule);
    } catch (error) {
      throw new ConfigError(
        `policies[${String(index)}]: ${use} could not be loaded: ${error instanceof Error ? error.message : String(error)}. mcm does not start without a policy that it was told to apply.`,
        { cause: error },
      );
    }
  }
  return rules;
}

/** True for what `definePolicy` and `defineMiddleware` return. */
export function isRule(value: unknown): value is Rule {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  return value.kind === 'policy' || value.kind === 'middleware';
}
