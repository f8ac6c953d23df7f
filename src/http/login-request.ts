import type { LoginRequest, PowerRequests } from 'multi-cloud-manager/plugin';
import { loading } from '../locale/en/loading.js';
import { SaidError } from '../locale/said-error.js';
import { say } from '../locale/words.js';
import { foreignWord, wordsOf } from '../power/requests.js';

/** One of these has to be in the path, so that no other POST goes out as a login. */
const LOGIN = new Set(
  'auth authenticate authentication login logon signin oauth token tokens session sessions'.split(' '),
);
const KEYS = new Set(['path', 'body', 'tokenHeader']);
const PATH = /^(\/[A-Za-z0-9._~-]*\w[A-Za-z0-9._~-]*)+$/;
const HEADER = /^[a-z][a-z0-9-]{0,63}$/;

/**
 * The login that a plugin declared, copied, so that it cannot be changed later. Throws a sentence where it cannot be one. A guard
 * against slips, like the one for power requests: it cannot know what a cloud makes of a request.
 */
export function declaredLogin(
  login: LoginRequest | undefined,
  power: PowerRequests,
): LoginRequest | undefined {
  if (login === undefined) return undefined;
  if (faultOfLogin(login, power) !== undefined)
    throw new SaidError(
      say(loading, (words) => words.itsLogin(faultOfLogin(login, power, words.login) ?? '')),
    );
  const { path, body, tokenHeader } = login;
  return { path, body, ...(tokenHeader === undefined ? {} : { tokenHeader: tokenHeader.toLowerCase() }) };
}

/** What is wrong with a declared login, to stand behind "its login …"; undefined where nothing is. */
export function faultOfLogin(
  login: LoginRequest,
  power: PowerRequests,
  words = loading.login,
): string | undefined {
  const { path, body, tokenHeader } = login as unknown as Partial<Record<string, unknown>>;
  const odd = Object.keys(login).find((key) => !KEYS.has(key));
  if (odd !== undefined) return words.unknownKey(JSON.stringify(odd));
  if (typeof path !== 'string' || !PATH.test(path)) return words.path;
  if (!wordsOf(path).some((word) => LOGIN.has(word))) return words.word([...LOGIN]);
  const foreign = foreignWord(path);
  if (foreign !== undefined) return words.foreign(JSON.stringify(foreign));
  if (Object.values(power).some((request) => leadsTo(request.path, path))) return words.power;
  if (typeof body !== 'object' || body === null || !('_zod' in body)) return words.body;
  if (
    tokenHeader !== undefined &&
    !(typeof tokenHeader === 'string' && HEADER.test(tokenHeader.toLowerCase()))
  )
    return words.header;
  return undefined;
}

/** Whether a template with `{id}` in it can become the path. */
function leadsTo(template: string, path: string): boolean {
  const [wanted, given] = [template.split('/'), path.split('/')];
  return (
    wanted.length === given.length &&
    wanted.every((segment, index) => segment.includes('{id}') || segment === given[index])
  );
}
