import { McmError } from 'multi-cloud-manager/plugin';
import { http } from '../locale/en/http.js';
import { say } from '../locale/words.js';

const LOOPBACK = /^(127(\.\d{1,3}){3}|\[::1\]|localhost)$/;

/** True for a host name as `URL.hostname` spells it that cannot leave this machine. */
export const isLoopback = (hostname: string): boolean => LOOPBACK.test(hostname);

/** An API's base URL, checked once. */
export interface EndPoint {
  readonly origin: string;
  readonly protocol: 'http:' | 'https:';
  /** Joins a path and a query; refuses a path that would end up elsewhere. */
  url(path: string, query?: Readonly<Record<string, string | number | boolean | undefined>>): URL;
}

const refuse = (pick: (words: typeof http.endPoint) => string): McmError =>
  new McmError(
    'PROVIDER_NOT_AVAILABLE',
    say(http, ({ endPoint: words }) => pick(words)),
    { suggestion: say(http, ({ endPoint: words }) => words.form) },
  );

/** Checks a base URL: https, or http on loopback only, without credentials, query or fragment. */
export function endPoint(baseUrl: string): EndPoint {
  if (!URL.canParse(baseUrl)) throw refuse((words) => words.noUrl);
  const base = new URL(baseUrl);
  if (base.protocol !== 'https:' && base.protocol !== 'http:') {
    throw refuse((words) => words.protocol(base.protocol));
  }
  if (base.protocol === 'http:' && !isLoopback(base.hostname)) {
    throw refuse((words) => words.unencrypted(base.origin));
  }
  if (base.username !== '' || base.password !== '') {
    throw refuse((words) => words.user);
  }
  if (base.search !== '' || base.hash !== '') throw refuse((words) => words.query);
  const prefix = base.pathname.replace(/\/+$/, '');

  return {
    origin: base.origin,
    protocol: base.protocol,
    url(path, query = {}) {
      const url = new URL(base.origin);
      url.pathname = prefix + path;
      // The parser resolves `..`, `%2e%2e` and backslashes and escapes `?` and `#`: a path that it rewrites is not the one that was meant.
      if (!path.startsWith('/') || path.startsWith('//') || url.pathname !== prefix + path) {
        throw new McmError(
          'INTERNAL',
          say(http, (words) => words.oddPath),
        );
      }
      for (const [name, value] of Object.entries(query)) {
        if (value !== undefined) url.searchParams.append(name, String(value));
      }
      return url;
    },
  };
}
