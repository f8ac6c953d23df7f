import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { lateMaker, lateObjectMaker, onSchemas } from '../../scripts/build/late/late.mjs';

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

/** What the sources do with zod, in small. */
function schemasOf(zod: typeof z) {
  const name = zod.string().min(1).describe('A name');
  const Size = zod.strictObject({
    vcpus: zod.number().positive().default(8),
    unit: zod.enum(['GiB', 'MiB']).optional(),
  });
  const Server = zod
    .strictObject({
      name,
      size: Size.prefault({}),
      tags: zod.record(zod.string(), zod.string()).optional(),
      // Part of itself.
      get parts(): z.ZodType {
        return zod.array(Server).optional();
      },
    })
    .refine((server) => server.name !== 'nobody', { path: ['name'], message: 'somebody, please' });
  const Named = zod.object({ ...Size.shape, name: Size.shape.unit.describe('taken over') });
  const Either = zod.discriminatedUnion('kind', [
    zod.object({ kind: zod.literal('a'), value: name }),
    zod.object({ kind: zod.literal('b'), value: zod.union([zod.number(), zod.literal('none')]) }),
  ]);
  return { Server, Size, Named, Either };
}

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

describe('schemas of the bundle', () => {
  it('are made when something first looks at them, and no more than it takes', () => {
    made = [];
    const { Server, Size } = schemasOf(lateZod());
    expect(made).toEqual([]);
    expect('_zod' in Server).toBe(true);
    expect(made).toEqual([]);
    Size.parse({});
    expect(made.sort()).toEqual(['enum', 'number', 'strictObject']);
    Size.parse({ vcpus: 2 });
    expect(made).toHaveLength(3);
  });

  it.each(['Server', 'Size', 'Named', 'Either'] as const)(
    'read, refuse and describe as those of zod do: %s',
    (name) => {
      const [late, own] = [schemasOf(lateZod())[name], schemasOf(z)[name]];
      for (const input of INPUTS) expect(late.safeParse(input)).toEqual(own.safeParse(input));
      expect(lateZod().toJSONSchema(late, { io: 'input' })).toEqual(z.toJSONSchema(own, { io: 'input' }));
    },
  );

  it('are schemas to whoever holds one', () => {
    const { Server, Size } = schemasOf(lateZod());
    expect(Size).toBeInstanceOf(z.ZodObject);
    expect(Server).toBeInstanceOf(z.ZodType);
    expect(Object.keys(Size.shape)).toEqual(['vcpus', 'unit']);
    // A plugin with a zod of its own builds on what mcm exports.
    expect(z.array(Size).parse([{}])).toEqual([{ vcpus: 8 }]);
    expect(
      z.object({ size: Size.extend({ zone: z.string() }) }).safeParse({ size: { zone: 1 } }).success,
    ).toBe(false);
  });

  it('are made once, however often they are looked at', () => {
    made = [];
    const { Size } = schemasOf(lateZod());
    expect(Size.def).toBe(Size.def);
    expect(made.filter((name) => name === 'strictObject')).toHaveLength(1);
  });
});
