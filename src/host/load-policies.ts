import type { Middleware, Policy } from 'multi-cloud-manager/plugin';
import type { z } from 'zod';
import { ConfigError } from '../config/error.js';
import { explainConfig } from '../config/explain.js';
import type { Config } from '../config/schema.js';
import { BUILTIN_POLICIES, type BuiltinPolicy } from './builtin-policies.js';
import type { Resolver } from './resolve.js';
import { config as configWords } from '../locale/en/config.js';
import { say } from '../locale/words.js';
import { loading } from '../locale/en/loading.js';
import { SaidError } from '../locale/said-error.js';
import { spoken } from '../locale/error-in.js';

/** A policy or a middleware. */
export type Rule = Policy | Middleware;
type Entry = Config['policies'][number];

/**
 * The deployment's rules, in order. One that cannot be loaded stops the host: it would otherwise start without it. `file` is the config,
 * for sentences about it.
 */
export async function loadPolicies(
  entries: Config['policies'],
  resolver: Resolver,
  file = '',
): Promise<readonly Rule[]> {
  const rules: Rule[] = [];
  for (const [index, entry] of entries.entries()) rules.push(await loadPolicy(entry, index, resolver, file));
  return rules;
}

/** One of them, with its place in the list. Throws a ConfigError. */
export async function loadPolicy(
  entry: Entry,
  index: number,
  resolver: Resolver,
  file: string,
): Promise<Rule> {
  const { use, options } =
    typeof entry === 'string' || 'kind' in entry ? { use: entry, options: undefined } : entry;
  if (typeof use !== 'string') return use;
  let shape: z.ZodType | undefined;
  try {
    const builtin = await builtinPolicy(use);
    shape = builtin?.options;
    const exported: unknown = builtin?.make ?? (await resolver.load(use));
    const rule: unknown =
      typeof exported === 'function' ? (exported as (options: unknown) => unknown)(options ?? {}) : exported;
    if (isRule(rule)) return rule;
    throw new SaidError(say(loading, (words) => words.noPolicy));
  } catch (error) {
    const prefix = `policies[${String(index)}]`;
    // Whatever copy of zod a policy checks its options with.
    if (isZodError(error))
      throw explainConfig(file, error, { prefix: `${prefix}.options`, ...(shape && { shape }) });
    throw new ConfigError(
      say(configWords, (words, locale) => {
        const place = file === '' ? prefix : `${file}: ${prefix}`;
        return words.policyNotLoaded(place, use, spoken(error, locale));
      }),
      { cause: error },
    );
  }
}

async function builtinPolicy(name: string): Promise<BuiltinPolicy | undefined> {
  return Object.hasOwn(BUILTIN_POLICIES, name)
    ? BUILTIN_POLICIES[name as keyof typeof BUILTIN_POLICIES]()
    : undefined;
}

/** True for what definePolicy or defineMiddleware returned. */
export function isRule(value: unknown): value is Rule {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  return value.kind === 'policy' || value.kind === 'middleware';
}

function isZodError(error: unknown): error is z.ZodError {
  return error instanceof Error && error.name === 'ZodError' && 'issues' in error;
}
