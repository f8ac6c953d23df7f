import { realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { reportText } from '../../lint/text.js';
import { validate } from '../../lint/validate.js';
import { safeJson } from '../audit/format.js';
import { lint } from '../../locale/en/lint.js';
import { say } from '../../locale/words.js';
import { UsageError, type Io } from '../io.js';
import { parse } from '../options.js';

const OPTIONS = { json: { type: 'boolean' }, timeout: { type: 'string' }, with: { type: 'string' } } as const;

/** `mcm plugin validate PATH`: what is wrong with a plugin. Exit code 1 where there are errors. */
export async function validatePlugin(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parse(args, OPTIONS, ['PATH']);
  const [path = ''] = positionals;
  const { report, facts } = await validate({
    path,
    cwd: io.cwd,
    program: join(dirname(await realpath(io.program)), 'lint-child.cjs'),
    env: io.env,
    seconds: secondsIn(values.timeout ?? '10'),
    config: values.with === undefined ? undefined : objectIn(values.with),
    // What a program reads is the same everywhere.
    locale: values.json === true ? 'en' : io.locale,
  });
  io.stdout.write(values.json === true ? `${safeJson(report, 2)}\n` : reportText(report, facts, io.locale));
  return report.errors > 0 ? 1 : 0;
}

function secondsIn(text: string): number {
  const seconds = Number(text);
  if (!/^\d+$/.test(text) || seconds < 1 || seconds > 600)
    throw new UsageError(say(lint, (words) => words.timeout));
  return seconds;
}

function objectIn(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw new UsageError(say(lint, (words) => words.with));
}
