import { McmError } from 'multi-cloud-manager/plugin';

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

const refuse = (problem: string): McmError =>
  new McmError('PROVIDER_NOT_AVAILABLE', `The end point of the API ${problem}`, {
    suggestion: 'Use an https URL such as https://api.example.com; http is allowed on loopback only.',
  });

/** Checks a base URL: https, or http on loopback only, without credentials, query or fragment. */
export function endPoint(baseUrl: string): EndPoint {
  if (!URL.canParse(baseUrl)) throw refuse('is not a URL.');
  const base = new URL(baseUrl);
  if (base.protocol !== 'https:' && base.protocol !== 'http:') {
    throw refuse(`must be an http or https URL, not ${base.protocol}`);
  }
  if (base.protocol === 'http:' && !isLoopback(base.hostname)) {
    throw refuse(`must be https: ${base.origin} would send the credentials unencrypted.`);
  }
  if (base.username !== '' || base.password !== '') {
    throw refuse('must not contain a user name or a password.');
  }
  if (base.search !== '' || base.hash !== '') throw refuse('must not have a query or a fragment.');
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
          'A request path leaves the API or has characters that do not belong in a path.',
        );
      }
      for (const [name, value] of Object.entries(query)) {
        if (value !== undefined) url.searchParams.append(name, String(value));
      }
      return url;
    },
  };
}
