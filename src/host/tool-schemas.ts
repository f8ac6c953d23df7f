import { OperationResult } from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import type { PublishedTool } from '../call/served.js';
import type { DeclaredTool } from '../plugin/decorators.js';

type Json = Record<string, unknown>;

/** The JSON Schemas of one tool, as `tools/list` shows them. */
export type ToolSchemas = Required<Pick<PublishedTool, 'inputSchema' | 'outputSchema'>>;

/** Turns a tool's zod schemas into JSON Schema; one that several tools share is turned once. */
export function schemaMaker(): (declared: DeclaredTool) => ToolSchemas {
  const input = memo((schema) =>
    object(compact(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }))),
  );
  const output = memo((schema) => object(brief(z.toJSONSchema(schema, { unrepresentable: 'any' }))));
  return (declared) => ({
    inputSchema: input(declared.spec.input),
    outputSchema: output(declared.kind === 'read' ? declared.spec.output : OperationResult),
  });
}

/** Works a thing out once for each schema. */
function memo<T>(work: (schema: z.ZodType) => T): (schema: z.ZodType) => T {
  const known = new Map<z.ZodType, T>();
  return (schema) => {
    const made = known.get(schema) ?? work(schema);
    known.set(schema, made);
    return made;
  };
}

const object = ({ type: _, ...schema }: Json): PublishedTool['inputSchema'] => ({
  type: 'object',
  ...schema,
});

/** What a model can do nothing with: the host says it again, with the path, to who did not keep to it. */
const LEFT_OUT: ReadonlySet<string> = new Set(['$schema', 'minLength', 'maxLength', 'pattern']);

/** What goes without saying: a switch that is off unless it is set, a number that is not negative. */
const SAID_BY_ITSELF: Json = { default: false, minimum: 0, exclusiveMinimum: 0 };

/** Without what a model does not need: the dialect, the forms of texts, and the bounds that every whole number has. */
function compact(schema: unknown): Json {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key, item]) => !isLeftOut(key, item))
        .map(([key, item]) => [key, walk(item)] as const),
    );
  };
  return walk(schema) as Json;
}

/** A property may be called like a keyword; then what it has is a schema. */
function isLeftOut(key: string, item: unknown): boolean {
  if (Math.abs(Number(item)) === Number.MAX_SAFE_INTEGER || SAID_BY_ITSELF[key] === item) return true;
  return LEFT_OUT.has(key) && (typeof item !== 'object' || item === null);
}

/**
 * What a reader gets back, one level deep, with nothing required: clients hold errors and challenges against it too,
 * and drop an answer that does not fit. The strict schema checks our own side. That something is a text is not said: most things are.
 */
function brief(schema: Json): Json {
  const properties = (schema['properties'] ?? {}) as Record<string, Json>;
  return {
    properties: Object.fromEntries(
      Object.entries(properties).map(
        ([key, { type }]) => [key, typeof type === 'string' && type !== 'string' ? { type } : {}] as const,
      ),
    ),
  };
}
