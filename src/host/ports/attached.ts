import type { Config } from '../../config/schema.js';

/** The audit sinks that a config names, each once; required where it is named so once. */
export function attachedSinks(
  sinks: Config['audit']['sinks'],
): readonly { readonly name: string; readonly required: boolean }[] {
  const names = new Set(sinks.map(({ use }) => use));
  return [...names].map((name) => ({
    name,
    required: sinks.some(({ use, required }) => use === name && required),
  }));
}
