import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { z } from 'zod';
import type * as Own from './written.js';
import { lateExpressions } from '../../scripts/build/late/expressions.mjs';
import {
  lateMaker,
  lateObjectMaker,
  lateSchema,
  made as unwrapped,
  onSchemas,
} from '../../scripts/build/late/late.mjs';

let made: string[] = [];

/** zod as the bundle has it, which notes down what it makes. */
function lateZod(): typeof z {
  const noted =
    (name: string, make: (...given: never[]) => object) =>
    (...given: never[]): object => {
      made.push(name);
      return make(...given);
    };
  const names = [
    'array',
    'discriminatedUnion',
    'enum',
    'literal',
    'number',
    'record',
    'string',
    'union',
  ] as const;
  return {
    ...z,
    ...Object.fromEntries(names.map((name) => [name, lateMaker(noted(name, z[name]))])),
    ...Object.fromEntries(
      (['object', 'strictObject'] as const).map((name) => [name, lateObjectMaker(noted(name, z[name]))]),
    ),
    toJSONSchema: onSchemas(z.toJSONSchema),
  } as unknown as typeof z;
}

type Written = typeof Own;
type Zod = typeof z;

const FILE = fileURLToPath(new URL('written.ts', import.meta.url));
const CODE = readFileSync(FILE, 'utf8');
const MAKERS = new Set([
  'array',
  'discriminatedUnion',
  'enum',
  'literal',
  'number',
  'object',
  'record',
  'strictObject',
  'string',
  'union',
]);
/** The same code as the bundle has it. */
const BUNDLED = lateExpressions(CODE, { file: FILE, makers: MAKERS, late: 'late' }) ?? '';

/** Runs the module with the zod that it is given. */
async function written(zod: Zod, code: string): Promise<Written> {
  const given = Symbol.for('zod of the test');
  Reflect.set(globalThis, given, { z: zod, lateSchema, made: unwrapped });
  const module = ts.transpile(code, { module: ts.ModuleKind.ES2022, target: ts.ScriptTarget.ES2022 });
  const text = module.replaceAll(
    /import \{ ?(.*?) ?\} from .*?;/g,
    (_, names: string) =>
      `const { ${names.replaceAll(' as ', ': ')} } = globalThis[Symbol.for('zod of the test')];`,
  );
  // A module of another text is another module.
  return (await import(
    `data:text/javascript,${encodeURIComponent(`${text}// ${String(++modules)}`)}`
  )) as Written;
}

let modules = 0;

const WAYS: readonly (readonly [string, string])[] = [
  ['each call', CODE],
  ['whole expressions', BUNDLED],
];

const INPUTS: readonly unknown[] = [
  {},
  { name: 'web-1' },
  { name: '' },
  { name: 'nobody' },
  { name: 'web-1', size: { vcpus: -1, unit: 'TiB' }, other: 1 },
  { name: 'web-1', tags: { env: 'prod', size: 4 }, parts: [{ name: 'disk' }, { name: 7 }] },
  { vcpus: 4, unit: 'GiB', name: 'MiB' },
  { kind: 'a', value: 'x' },
  { kind: 'b', value: 'some' },
  { kind: 'c' },
  null,
  'text',
];

describe.each(WAYS)('schemas of the bundle, put off by %s', (_, code) => {
  it('are made when something first looks at them, and no more than it takes', async () => {
    made = [];
    const { Server, Either } = await written(lateZod(), code.replace(/.*UNITS.*/, ''));
    expect(made).toEqual([]);
    expect('_zod' in Server).toBe(true);
    expect(made).toEqual([]);
    Either.parse({ kind: 'a', value: 'x' });
    expect(made.sort()).toEqual(
      'discriminatedUnion literal literal literal number object object string union'.split(' '),
    );
    Either.parse({ kind: 'b', value: 'none' });
    expect(made).toHaveLength(9);
  });

  it.each(['Server', 'Size', 'Named', 'Renamed', 'More', 'Either'] as const)(
    'read, refuse and describe as those of zod do: %s',
    async (name) => {
      const [late, own] = [(await written(lateZod(), code))[name], (await written(z, CODE))[name]];
      for (const input of INPUTS) expect(late.safeParse(input)).toEqual(own.safeParse(input));
      expect(lateZod().toJSONSchema(late, { io: 'input' })).toEqual(z.toJSONSchema(own, { io: 'input' }));
    },
  );

  it('are schemas to whoever holds one', async () => {
    const { Server, Size, UNITS, sizeOf } = await written(lateZod(), code);
    expect(Size).toBeInstanceOf(z.ZodObject);
    expect(Server).toBeInstanceOf(z.ZodType);
    expect(Object.keys(Size.shape)).toEqual(['vcpus', 'unit']);
    expect(UNITS).toEqual(['GiB', 'MiB']);
    expect(sizeOf('{"size":{}}')).toEqual({ vcpus: 8 });
    // A plugin with a zod of its own builds on what mcm exports.
    expect(z.array(Size).parse([{}])).toEqual([{ vcpus: 8 }]);
    expect(
      z.object({ size: Size.extend({ zone: z.string() }) }).safeParse({ size: { zone: 1 } }).success,
    ).toBe(false);
  });

  it('are made once, however often they are looked at', async () => {
    made = [];
    const { Server, Size } = await written(lateZod(), code);
    expect(Size.def).toBe(Size.def);
    expect(Server.def).toBe(Server.def);
    expect(made.filter((name) => name === 'strictObject')).toHaveLength(2);
  });

  it('wait as before where making one failed', async () => {
    made = [];
    const broken = lateSchema(() => {
      throw new Error('not yet');
    });
    expect(() => Reflect.get(broken, 'def') as unknown).toThrow('not yet');
    await written(lateZod(), code.replace(/.*UNITS.*/, ''));
    expect(made).toEqual([]);
  });
});

describe('an expression that is put off as a whole', () => {
  it('is the outermost one, of a schema, that is evaluated while a module loads', () => {
    const late = (code: string): string | undefined =>
      lateExpressions(code, { file: 'a.ts', makers: MAKERS, late: 'late' })?.replace(/^import .*?;/, '');
    const zod = "import { z } from 'zod';";
    const off = (code: string): string => `/* @__PURE__ */ __lateSchema(() => ${code})`;
    expect(late(`${zod}const A = { b: z.array(z.string()).min(1) }`)).toBe(
      `${zod}const A = { b: ${off('z.array(z.string()).min(1)')} }`,
    );
    expect(late(`${zod}const A = z.object({}); const B = A.shape.b, C = A.loose(), D = b.loose();`)).toBe(
      `${zod}const A = ${off('z.object({})')}; const B = A.shape.b, C = ${off('A.loose()')}, D = b.loose();`,
    );
    expect(late(`${zod}const A = z.string().parse(1);`)).toBe(
      `${zod}const A = ${off('z.string()')}.parse(1);`,
    );
    expect(late(`${zod}const A = z.object({}).extend({ b });`)).toBe(
      `${zod}const A = ${off('z.object({}).extend(__made({ b }))')};`,
    );
    for (const same of [
      `${zod}const a = () => z.string();`,
      `${zod}function a(b = z.string()) {}`,
      `${zod}const a = z.toJSONSchema(b);`,
      "import type { z } from 'zod';const a = z.string();",
      'const a = z.string();',
    ])
      expect(lateExpressions(same, { file: 'a.ts', makers: MAKERS, late: 'late' })).toBeUndefined();
  });

  it('takes one stand-in, and makes none while it is made', () => {
    let calls = 0;
    const string = lateMaker(() => {
      calls += 1;
      return z.string();
    });
    const schema = lateSchema(() => z.array(string() as z.ZodString));
    expect(calls).toBe(0);
    const { element } = schema as z.ZodArray<z.ZodString>;
    expect(calls).toBe(1);
    expect(z.string().constructor).toBe(element.constructor);
  });
});

describe('a stand-in in a schema of somebody else', () => {
  const late = lateZod();
  it.each([
    ['with a default', () => late.string().default('x'), z.string().default('x')],
    ['that is optional', () => late.string().optional(), z.string().optional()],
    [
      'that may be null',
      () => late.strictObject({ a: late.number() }).nullable(),
      z.strictObject({ a: z.number() }).nullable(),
    ],
  ] as const)('is described as the schema itself: one %s', (_what, standIn, schema) => {
    expect(z.toJSONSchema(z.object({ of: standIn() }))).toEqual(z.toJSONSchema(z.object({ of: schema })));
    const shared = standIn();
    expect(z.toJSONSchema(z.object({ one: shared, other: shared }))).toEqual(
      z.toJSONSchema(z.object({ one: schema, other: schema })),
    );
  });
});
