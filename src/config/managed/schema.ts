import { CONFIRMATION_LEVELS } from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import { DEFAULT_WORDS } from '../schema.js';

const level = z.enum(CONFIRMATION_LEVELS);
const name = z.string().min(1);
const positive = z.number().positive();

const allowed = z.strictObject({
  name: name.describe('A built-in name, an npm package, or the absolute path of a file'),
  version: name.optional().describe('Of the package: exactly this one'),
  integrity: z
    .string()
    .regex(/^sha512-[A-Za-z0-9+/]{86}==$/, 'expected sha512- and 88 letters of base64')
    .optional()
    .describe("Of the package's directory; the sentence that refuses a package gives it"),
});

const policy = z.union([
  name.describe('An npm package beside this file, or a path that starts with ./, ../ or /'),
  z.strictObject({
    use: name,
    options: z.record(z.string(), z.unknown()).optional(),
  }),
]);

/** The schema of a managed config: what a user's config can tighten and not lower. JSON and YAML only; it has no code. */
export const floorSchema = () =>
  z.strictObject({
    $schema: z.string().optional(),
    readOnly: z.literal(true).optional().describe('Refuse every power action'),
    confirmation: z
      .strictObject({
        ordinary: level.optional(),
        production: level.optional(),
        large: level.optional(),
        unlabelled: level.optional(),
        via: z.array(name).min(1).optional().describe('No other ways to ask a person than these'),
      })
      .prefault({})
      .describe('At least these levels'),
    safety: z
      .strictObject({
        production: z.strictObject({ words: z.array(name).default(DEFAULT_WORDS) }).prefault({}),
        large: z
          .strictObject({ vcpus: positive.default(8), memoryGib: positive.default(32) })
          .prefault({})
          .describe('At the latest from this size on an instance is large'),
      })
      .prefault({})
      .describe('At least these instances count as production and as large'),
    policies: z.array(policy).default([]).describe("Before the user's, in order"),
    plugins: z
      .strictObject({ allow: z.array(allowed) })
      .optional()
      .describe('No other code is loaded: no other plugin or policy, and no config in code'),
    tools: z
      .strictObject({ exclude: z.array(name).default([]) })
      .prefault({})
      .describe('Left out and refused'),
    audit: z
      .strictObject({
        keepDays: z.number().int().min(1).optional().describe('At least so long'),
        sinks: z
          .array(z.strictObject({ use: name, required: z.boolean().default(false) }))
          .default([])
          .describe("Beside the user's"),
      })
      .prefault({}),
    ratePerMinute: z.number().int().min(1).optional().describe('At most'),
  });

/** What administrators have fixed. */
export type Floor = z.output<ReturnType<typeof floorSchema>>;
/** A package, file or built-in that may be loaded. */
export type Allowed = z.output<typeof allowed>;
