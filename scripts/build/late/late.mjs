/**
 * Schemas that are made when something first looks at them. To zod, and to whoever holds one, each is the schema itself.
 *
 * Most of the schemas of a program are never looked at in one run of it: to say in how many ways a server may be described takes a
 * start as long as everything else that it does. What is written in the sources stays what it is; only the bundle waits.
 *
 * @typedef {{ make: () => object, schema?: object, shape?: unknown, standIn?: object }} Late
 */

/** The methods of a schema that give another one, and so can wait too. */
export const CHAINED = new Set(
  (
    'and array brand catch catchall check default describe endsWith exactOptional extend gt gte includes int length loose lt lte max merge meta min ' +
    'multipleOf nonempty nonnegative nullable nullish omit optional or overwrite partial passthrough pick pipe positive prefault readonly ' +
    'refine regex required safeExtend startsWith strict superRefine toLowerCase transform trim'
  ).split(' '),
);

/** Those of them that take a schema, or some. */
export const TAKING = new Set('and catchall extend merge or pipe safeExtend'.split(' '));

/** What stands for a schema → what it stands for. */
/** @type {WeakMap<object, Late>} */
const states = new WeakMap();

/** How many schemas are being made, one within the other. What is made for one of them cannot wait. */
let making = 0;

/** @type {ProxyHandler<Late>} */
const handler = {
  get(late, key) {
    if (typeof key === 'string' && CHAINED.has(key))
      return (/** @type {unknown[]} */ ...given) =>
        later(() => Reflect.get(schemaOf(late), key)(...given.map(made)));
    // Parts of a shape are taken over into others long before anything is read with them.
    if (key === 'shape' && late.schema === undefined && late.shape !== undefined) return late.shape;
    return Reflect.get(schemaOf(late), key);
  },
  // Every schema has it, and a host asks every schema of a plugin for it.
  has: (late, key) => key === '_zod' || key in schemaOf(late),
  set: (late, key, value) => Reflect.set(schemaOf(late), key, value),
  getPrototypeOf: (late) => Reflect.getPrototypeOf(schemaOf(late)),
  ownKeys: (late) => Reflect.ownKeys(schemaOf(late)),
  getOwnPropertyDescriptor(late, key) {
    const found = Reflect.getOwnPropertyDescriptor(schemaOf(late), key);
    // The target has no such property, so that a proxy may not call it fixed.
    return found && { ...found, configurable: true };
  },
};

/**
 * @param {() => object} make
 * @param {unknown} [shape]
 */
function later(make, shape) {
  if (making > 0) return make();
  /** @type {Late} */
  const late = { make, shape };
  const schema = new Proxy(late, handler);
  states.set(schema, late);
  late.standIn = schema;
  return schema;
}

/** @param {Late} late */
function schemaOf(late) {
  if (late.schema !== undefined) return late.schema;
  making += 1;
  try {
    late.schema = late.make();
  } finally {
    making -= 1;
  }
  describable(late, late.schema);
  return late.schema;
}

/**
 * zod keeps what it describes by schema, and a plugin with a zod of its own may hold the stand-in: it is looked up by the schema too.
 *
 * @param {Late} late
 * @param {any} schema
 */
function describable({ standIn }, schema) {
  const { _zod } = schema;
  const describe = _zod?.processJSONSchema;
  if (describe === undefined) return;
  _zod.processJSONSchema = (/** @type {any} */ context, /** @type {unknown[]} */ ...rest) => {
    const { seen } = context;
    if (seen.has(schema) || !seen.has(standIn)) return describe(context, ...rest);
    seen.set(schema, seen.get(standIn));
    describe(context, ...rest);
    seen.delete(schema);
  };
}

/**
 * The schema behind what stands for one, also within a list or a shape: zod works on the schemas themselves, and is as quick as ever.
 *
 * @param {unknown} value
 */
export function made(value) {
  if (typeof value !== 'object' || value === null) return value;
  const late = states.get(value);
  if (late !== undefined) return schemaOf(late);
  if (Array.isArray(value)) return value.map(madeItem);
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  const own = Object.entries(Object.getOwnPropertyDescriptors(value));
  return Object.defineProperties({}, Object.fromEntries(own.map(([key, each]) => [key, madeProperty(each)])));
}

/**
 * A shape has getters where it is part of itself.
 *
 * @param {PropertyDescriptor} property
 */
function madeProperty({ get, ...property }) {
  return get === undefined
    ? { ...property, value: madeItem(property.value) }
    : {
        ...property,
        /** @this {unknown} */
        get() {
          return madeItem(get.call(this));
        },
      };
}

/** @param {unknown} item */
function madeItem(item) {
  const late = typeof item === 'object' && item !== null ? states.get(item) : undefined;
  return late === undefined ? item : schemaOf(late);
}

/**
 * A schema that takes a whole expression to make: one stand-in, where each call in it would have its own.
 *
 * @param {() => object} make
 */
export const lateSchema = (make) => later(make);

/**
 * A function of zod that makes a schema, put off.
 *
 * @param {(...given: never[]) => object} make
 */
export const lateMaker =
  (make) =>
  (/** @type {unknown[]} */ ...given) =>
    later(() => make(.../** @type {never[]} */ (given.map(made))));

/**
 * The same for one that makes a schema of an object, whose shape is known before it.
 *
 * @param {(...given: never[]) => object} make
 */
export const lateObjectMaker =
  (make) =>
  (/** @type {unknown[]} */ ...given) =>
    later(() => make(.../** @type {never[]} */ (given.map(made))), given[0]);

/**
 * Any other function of zod: it gets the schemas themselves.
 *
 * @param {(...given: never[]) => unknown} work
 */
export const onSchemas =
  (work) =>
  (/** @type {unknown[]} */ ...given) =>
    work(.../** @type {never[]} */ (given.map(made)));
