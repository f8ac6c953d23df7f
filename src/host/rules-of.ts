import type { LoadedConfig } from '../config/load.js';
import { loadPolicies, type Rule } from './load-policies.js';
import { Resolver, type Named } from './resolve.js';

/** Finds what this config names, and loads no code that administrators have not allowed. */
export function resolverFor({ directory, stateDir, pluginDir, managed = [] }: LoadedConfig): Resolver {
  return new Resolver(directory, {
    stateDir,
    ...(pluginDir !== undefined && { pluginDir }),
    ...(managed.length > 0 && {
      check: async (named: Named) => (await import('./allowed.js')).checkAllowed(named, managed),
    }),
  });
}

/** The rules that hold with this config, in order: those that administrators have fixed, then its own. */
export async function rulesOf(config: LoadedConfig, resolver: Resolver): Promise<readonly Rule[]> {
  const { managed = [] } = config;
  return [
    ...(managed.length > 0 ? await (await import('./managed-policies.js')).managedPolicies(managed) : []),
    ...(await loadPolicies(config.config.policies, resolver, config.file)),
  ];
}
