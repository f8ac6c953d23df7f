import { z } from 'zod';

/** What the sources do with zod, in small. The test takes it as text, as the build does. */
const name = z.string().min(1).describe('A name');
export const Size = z.strictObject({
  vcpus: z.number().positive().default(8),
  unit: z.enum(['GiB', 'MiB']).optional(),
});
export const Server = z
  .strictObject({
    name,
    size: Size.prefault({}),
    tags: z.record(z.string(), z.string()).optional(),
    since: z.iso.datetime().optional(),
    // Part of itself.
    get parts(): z.ZodType {
      return z.array(Server).optional();
    },
  })
  .refine((server) => server.name !== 'nobody', { path: ['name'], message: 'somebody, please' });
export const Named = z.object({ ...Size.shape, name: Size.shape.unit.describe('taken over') });
export const Renamed = Size.safeExtend({ name, size: named(Size) }).partial();
export const More = z.object({ unit: name }).extend({ name, size: Size }).or(Size);
export const Either = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('a'), value: name }),
  z.object({ kind: z.literal('b'), value: z.union([z.number(), z.literal('none')]) }),
]);

/** What is no schema, and what is one of a function, stays. */
export const UNITS = Size.shape.unit.unwrap().options.map((unit) => unit.trim());
export const sizeOf = (text: string): unknown => z.object({ size: Size }).parse(JSON.parse(text)).size;

function named<T extends z.ZodType>(schema: T) {
  return z.object({ name: z.string(), schema }).optional();
}
