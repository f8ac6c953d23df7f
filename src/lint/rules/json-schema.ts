type Json = Readonly<Record<string, unknown>>;

/** A parameter of a tool. */
export interface Parameter {
  readonly name: string;
  readonly schema: Json;
}

/** The parameters of a tool. */
export function parameters(input: Json | undefined): readonly Parameter[] {
  return Object.entries(objectOf(input?.['properties'])).map(([name, schema]) => ({
    name,
    schema: objectOf(schema),
  }));
}

/** What says of a value what it is. */
const TYPED = ['type', '$ref', 'enum', 'const', 'anyOf', 'oneOf', 'allOf', 'not'];

/** Where a JSON Schema takes anything; `deep` looks into what is nested too. */
export function namesAnything(schema: Json | undefined, path: string, deep: boolean): readonly string[] {
  if (!schema) return [];
  const nested = Object.entries(objectOf(schema['properties'])).map(
    ([name, each]) => [`${path}.${name}`, objectOf(each)] as const,
  );
  const items = schema['items'];
  const all = [...nested, ...(deep && items !== undefined ? [[`${path}[]`, objectOf(items)] as const] : [])];
  return all.flatMap(([where, each]) => {
    if (!TYPED.some((key) => key in each)) return [where];
    return deep ? namesAnything(each, where, deep) : [];
  });
}

const objectOf = (value: unknown): Json =>
  typeof value === 'object' && value !== null ? (value as Json) : {};
