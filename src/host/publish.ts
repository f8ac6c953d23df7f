import { OperationResult } from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import type { PublishedTool } from '../call/served.js';
import type { CatalogueTool } from '../call/state.js';

type Json = Record<string, unknown>;

/** A tool as `tools/list` shows it. Hints are given where they differ from the protocol's default, and tell the truth. */
export function publish({ name, access, declared }: CatalogueTool): PublishedTool {
  const { spec } = declared;
  return {
    name,
    title: spec.title,
    description: spec.description,
    inputSchema: object(compact(z.toJSONSchema(spec.input, { io: 'input', unrepresentable: 'any' }))),
    outputSchema: object(
      brief(
        z.toJSONSchema(declared.kind === 'read' ? declared.spec.output : OperationResult, {
          unrepresentable: 'any',
        }),
      ),
    ),
    annotations: access === 'read' ? { readOnlyHint: true } : { readOnlyHint: false, destructiveHint: true },
  };
}

const object = (schema: Json): PublishedTool['inputSchema'] => ({ ...schema, type: 'object' });

/** Without what says nothing: the dialect, and the bounds that every whole number has. */
function compact(schema: unknown): Json {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key, item]) => key !== '$schema' && Math.abs(Number(item)) !== Number.MAX_SAFE_INTEGER)
        .map(([key, item]) => [key, walk(item)] as const),
    );
  };
  return walk(schema) as Json;
}

/**
 * What a reader gets back, one level deep, with nothing required: clients hold errors and challenges against it too,
 * and drop an answer that does not fit. The strict schema checks our own side.
 */
function brief(schema: Json): Json {
  const properties = (schema['properties'] ?? {}) as Record<string, Json>;
  return {
    properties: Object.fromEntries(
      Object.entries(properties).map(
        ([key, { type }]) => [key, typeof type === 'string' ? { type } : {}] as const,
      ),
    ),
  };
}
