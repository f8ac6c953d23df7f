import type { Text } from 'multi-cloud-manager/plugin';
import type { z } from 'zod';
import { http } from '../locale/en/http.js';
import { say } from '../locale/words.js';

/** A body turned into what the schema says, or a few words on why not; never a part of the body. */
export type Reading<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly note: Text };

/** The JSON of a body; undefined when it is none. An empty body is `undefined` as well, and that is no error. */
export function parseJson(body: Buffer): Reading<unknown> {
  if (body.length === 0) return { ok: true, value: undefined };
  try {
    return { ok: true, value: JSON.parse(body.toString('utf8')) };
  } catch {
    return { ok: false, note: say(http, (words) => words.notJson) };
  }
}

const pathOf = (path: readonly PropertyKey[]): string =>
  path
    .map((key, at) => (typeof key === 'number' ? `[${key}]` : `${at === 0 ? '' : '.'}${String(key)}`))
    .join('');

/** Reads a body with a schema. */
export function readAnswer<T>(body: Buffer, schema: z.ZodType<T>): Reading<T> {
  const json = parseJson(body);
  if (!json.ok) return json;
  const parsed = schema.safeParse(json.value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const where = pathOf(parsed.error.issues[0]?.path ?? []);
  return {
    ok: false,
    note: say(http, (words) => (where === '' ? words.otherForm : words.lacks(where))),
  };
}
