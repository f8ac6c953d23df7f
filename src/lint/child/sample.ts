import { z } from 'zod';

type Json = Readonly<Record<string, unknown>>;

/** A config to build a plugin with. */
export interface SampleConfig {
  readonly config: Record<string, unknown> | undefined;
  /** It was invented: what the plugin makes of it says little. */
  readonly madeUp: boolean;
}

/** A config that a schema takes: an empty one, or one that is made up of what is required. Undefined where neither will do. */
export function sampleConfig(schema: z.ZodType | undefined): SampleConfig | undefined {
  if (schema === undefined) return { config: undefined, madeUp: false };
  if (!('_zod' in schema)) return { config: {}, madeUp: false };
  if (schema.safeParse({}).success) return { config: {}, madeUp: false };
  try {
    const config = sampleOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
    return schema.safeParse(config).success
      ? { config: config as Record<string, unknown>, madeUp: true }
      : undefined;
  } catch {
    return undefined;
  }
}

const TEXTS: Readonly<Record<string, string>> = {
  uri: 'https://api.example.com',
  email: 'person@example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uuid: '00000000-0000-4000-8000-000000000000',
};

/** The simplest value of a JSON Schema. References are not followed: what needs one is given up. */
function sampleOf(schema: Json): unknown {
  const choice = [schema['anyOf'], schema['oneOf']].find((each): each is readonly Json[] =>
    Array.isArray(each),
  );
  if ('default' in schema) return schema['default'];
  if ('const' in schema) return schema['const'];
  if (Array.isArray(schema['enum'])) return schema['enum'][0];
  if (choice?.[0]) return sampleOf(choice[0]);
  switch (schema['type']) {
    case 'object':
      return sampleObject(schema);
    case 'array': {
      const count = Number(schema['minItems'] ?? 0);
      return Array.from({ length: Math.min(count, 10) }, () => sampleOf(schema['items'] as Json));
    }
    case 'string':
      return TEXTS[String(schema['format'])] ?? 'example'.padEnd(Number(schema['minLength'] ?? 0), 'e');
    case 'integer':
    case 'number':
      return Math.max(Number(schema['minimum'] ?? 0), Number(schema['exclusiveMinimum'] ?? -1) + 1);
    case 'boolean':
      return false;
    default:
      return null;
  }
}

function sampleObject(schema: Json): Json {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, Json>>;
  const required = Array.isArray(schema['required']) ? schema['required'].map(String) : [];
  return Object.fromEntries(required.map((key) => [key, sampleOf(properties[key] ?? {})] as const));
}
