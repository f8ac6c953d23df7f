import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { CONFIRMATION_LEVELS, Instance, POWER_ACTIONS } from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import { ConfigError, errorCode } from '../../config/error.js';
import { explainConfig } from '../../config/explain.js';
import { parseData } from '../../config/read.js';
import { policyTest } from '../../locale/en/policy-test.js';
import { say } from '../../locale/words.js';
import { UsageError } from '../io.js';

const decision = z.enum(['allow', 'confirm', 'deny']);
const text = z.string().min(1);

const Whole = z.strictObject({
  decision,
  level: z.enum(CONFIRMATION_LEVELS).optional(),
  by: text.optional().describe('The policy that says it'),
  reason: text.optional().describe('Part of what it says'),
});
/** What is expected of the policies together. */
export type Expected = z.output<typeof Whole>;

const Expected = z.union([decision.transform((only): Expected => ({ decision: only })), Whole]);

const Case = z.strictObject({
  name: text,
  /** With an action it is a power call, without one it reads. */
  action: z.enum(POWER_ACTIONS).optional(),
  force: z.boolean().default(false),
  dryRun: z.boolean().default(false),
  reason: z.string().max(500).optional(),
  tool: text.optional(),
  plugin: text.default('general'),
  input: z.record(z.string(), z.unknown()).default({}),
  target: Instance.partial().strict().optional(),
  principal: z
    .strictObject({
      id: text.default('tester'),
      source: text.default('os'),
      groups: z.array(text).default([]),
      authenticated: z.boolean().default(false),
    })
    .prefault({}),
  client: z.strictObject({ name: text, version: text.default('1') }).optional(),
  // YAML makes a date of what looks like one.
  time: z
    .union([z.date(), z.iso.datetime({ offset: true, error: 'expected a time like 2026-01-05T12:00:00Z' })])
    .default('2026-01-05T12:00:00Z')
    .transform((time) => new Date(time)),
  already: z.int().min(0).default(0).describe('Power actions that were sent just before'),
  expect: Expected,
});
/** One call, and what the policies are expected to say of it. */
export type Case = z.output<typeof Case>;

const Cases = z.array(Case).min(1);

/** The table of cases in a file. `shown` is what the person called it. */
export async function readCases(file: string, shown: string): Promise<readonly Case[]> {
  if (!['.json', '.yaml', '.yml'].includes(extname(file)))
    throw new UsageError(say(policyTest, (words) => words.extension(shown)));
  const content = await readFile(file, 'utf8').catch((error: unknown) => {
    const code = errorCode(error);
    throw new ConfigError(
      say(policyTest, (words) =>
        code === undefined ? words.failed(shown) : words.cannotBeRead(shown, code),
      ),
    );
  });
  const parsed = Cases.safeParse(await parseData(shown, content), { jitless: true });
  if (!parsed.success) throw explainConfig(shown, parsed.error, { shape: Cases });
  return parsed.data;
}
