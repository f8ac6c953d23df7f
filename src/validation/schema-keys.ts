import type { z } from 'zod';

type Schema = z.core.$ZodType;

/** The schemas that can stand at one place: what wraps them is taken off, a choice counts as each of its branches. */
function unwrap(schema: Schema): Schema[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'nonoptional':
    case 'readonly':
    case 'catch':
      return unwrap(def.innerType);
    case 'pipe':
      // The keys a person may write are those of the first side that has any; z.preprocess has them on the second.
      return [def.in, def.out].flatMap(unwrap);
    case 'lazy':
      return unwrap(def.getter());
    case 'union':
      return def.options.flatMap(unwrap);
    case 'intersection':
      return [def.left, def.right].flatMap(unwrap);
    default:
      return [schema];
  }
}

function step(schema: Schema, key: PropertyKey): Schema[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'object': {
      const child = Object.hasOwn(def.shape, key) ? def.shape[String(key)] : def.catchall;
      return child ? unwrap(child) : [];
    }
    case 'array':
      return unwrap(def.element);
    case 'tuple': {
      const child = def.items[Number(key)] ?? def.rest;
      return child ? unwrap(child) : [];
    }
    case 'record':
      return unwrap(def.valueType);
    default:
      return [];
  }
}

/** The keys that the objects at `path` may have, in the order they are written in the schema. */
export function knownKeys(schema: Schema, path: readonly PropertyKey[]): string[] {
  const here = path.reduce<Schema[]>((at, key) => at.flatMap((one) => step(one, key)), unwrap(schema));
  const keys = here.flatMap((one) => {
    const { def } = (one as z.core.$ZodTypes)._zod;
    return def.type === 'object' ? Object.keys(def.shape) : [];
  });
  return [...new Set(keys)];
}
