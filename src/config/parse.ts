import { BUILTIN_NAMES } from './builtin-names.js';
import { explainConfig } from './explain.js';
import { READY_CONFIG } from './ready.js';
import { configSchema, type Config } from './schema.js';

/** Checks what a config says. */
export function parse(raw: unknown, file: string, builtinNames: readonly string[] | undefined): Config {
  const shape = configSchema(builtinNames);
  // Read once: compiling the schemas for speed, as zod does by itself, would take longer than reading without.
  const parsed = shape.safeParse(raw, { jitless: true });
  if (!parsed.success) throw explainConfig(file, parsed.error, { shape });
  return parsed.data;
}

/** The settings of who has no config. */
export function withoutConfig(
  builtinNames: readonly string[] = BUILTIN_NAMES,
  ready: string | undefined = READY_CONFIG,
): Config {
  if (ready === undefined) return parse({}, '', builtinNames);
  return { ...(JSON.parse(ready) as Config), plugins: [...builtinNames] };
}
