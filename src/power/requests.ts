import {
  McmError,
  type PowerRequest,
  type PowerRequests,
  type PowerVariant,
} from 'multi-cloud-manager/plugin';
import { calls } from '../locale/en/calls.js';
import { power } from '../locale/en/power.js';
import { say } from '../locale/words.js';

/**
 * What a request that only switches power has no reason to say. Clouds put these beside a reboot, on the same path or in the same
 * body: a declaration that says one of them does something else, whatever action it is declared for.
 */
const FOREIGN = new Set(
  (
    'delete destroy terminate remove erase wipe purge format release rebuild reinstall reimage recreate restore revert rollback ' +
    'rescue resize rescale upgrade migrate evacuate create clone snapshot backup backups rename attach detach password passwd ' +
    'image kernel disk disks volume volumes size flavor plan script'
  ).split(' '),
);
const KEYS = new Set(['method', 'path', 'query', 'body']);
/** Segments of plain characters; `{id}` stands for the instance. */
const PATH = /^(\/(\{id\}|[A-Za-z0-9._~:@-]*\w[A-Za-z0-9._~:@-]*))+$/;

/**
 * The request that a plugin declared for an action, if it can be one: a method that changes something, a path below the API that
 * names the instance, and nothing that is not about power. A guard against slips: it cannot know what a cloud makes of a request.
 */
export function declaredRequest(requests: PowerRequests, variant: PowerVariant): PowerRequest {
  const request = Object.hasOwn(requests, variant) ? requests[variant] : undefined;
  if (request === undefined)
    throw new McmError(
      'OPERATION_NOT_SUPPORTED',
      say(power, (words) => words.undeclared(variant)),
    );
  if (faultOf(request) !== undefined)
    throw new McmError(
      'INTERNAL',
      say(power, (words) => words.faulty(variant, faultOf(request, words.faults) ?? '')),
      { suggestion: say(calls, (words) => words.reportIt) },
    );
  return request;
}

/** What is wrong with a declared request, to stand behind "the request …"; undefined where nothing is. */
export function faultOf(request: PowerRequest, words = power.faults): string | undefined {
  const { method, path, query = {}, body = {} } = request as unknown as Partial<Record<string, unknown>>;
  const odd = Object.keys(request).find((key) => !KEYS.has(key));
  if (odd !== undefined) return words.odd(JSON.stringify(odd));
  if (method !== 'POST' && method !== 'PUT') return words.method;
  if (typeof path !== 'string' || !PATH.test(path)) return words.path;
  if (!path.includes('{id}')) return words.id;
  if (!isRecord(query) || Object.values(query).some((value) => typeof value !== 'string')) return words.query;
  if (!isRecord(body)) return words.body;
  const foreign = foreignWord(path, ...textsOf(query), ...textsOf(body));
  return foreign === undefined ? undefined : words.foreign(JSON.stringify(foreign));
}

/** The first word in these texts that has nothing to do with power, or undefined. */
export const foreignWord = (...texts: readonly string[]): string | undefined =>
  texts.flatMap(wordsOf).find((word) => FOREIGN.has(word));

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every key and every text in a JSON value. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [key, ...textsOf(item)]);
}

/** `passwordReset`, `password_reset` and `PASSWORD-RESET` are the same words. */
export const wordsOf = (text: string): readonly string[] =>
  text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/);
