import { z } from 'zod';
import { floorSchema } from './managed/schema.js';
import { CODE_ONLY, configSchema } from './schema.js';

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Without the branches that JSON cannot hold; a choice of one is that one. */
function forJson(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(forJson);
  if (!isRecord(node)) return node;
  const { anyOf, ...rest } = node;
  const kept = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, forJson(value)]));
  if (!Array.isArray(anyOf)) return kept;
  const branches = anyOf.filter((branch) => !(isRecord(branch) && CODE_ONLY in branch)).map(forJson);
  return branches.length === 1 && isRecord(branches[0])
    ? { ...branches[0], ...kept }
    : { ...kept, anyOf: branches };
}

/** The JSON Schema (draft 2020-12) of a config in JSON or YAML. */
export function configJsonSchema(): Record<string, unknown> {
  return jsonSchemaOf(configSchema(), 'Configuration of multi-cloud-manager');
}

/** The JSON Schema (draft 2020-12) of a managed config. */
export function managedJsonSchema(): Record<string, unknown> {
  return jsonSchemaOf(floorSchema(), 'Managed configuration of multi-cloud-manager');
}

function jsonSchemaOf(shape: z.ZodType, title: string): Record<string, unknown> {
  const schema = z.toJSONSchema(shape, { target: 'draft-2020-12', io: 'input', unrepresentable: 'any' });
  return { ...(forJson(schema) as Record<string, unknown>), title };
}
