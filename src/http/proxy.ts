import { BlockList, isIP } from 'node:net';
import { McmError } from 'multi-cloud-manager/plugin';
import { http } from '../locale/en/http.js';
import { say } from '../locale/words.js';
import { isLoopback } from './end-point.js';

/** The `http` block of the config, as far as it says how to get out. */
export interface ProxySettings {
  /** URL of the proxy; wins over the environment. */
  readonly proxy?: string | undefined;
  /** Hosts to reach directly, in the form of NO_PROXY; wins over the environment. */
  readonly noProxy?: string | undefined;
  /** PEM file with certificates to trust beside the usual ones. */
  readonly caFile?: string | undefined;
}

/** The environment as a record; an empty value counts as unset. */
export type EnvRecord = Readonly<Record<string, string | undefined>>;

const filled = (text: string | undefined): string | undefined => (text === '' ? undefined : text);

// Lower case first, as curl does.
const either = (env: EnvRecord, name: string): string | undefined =>
  filled(env[name.toLowerCase()]) ?? filled(env[name.toUpperCase()]);

const bare = (hostname: string): string => hostname.replace(/^\[|\]$/g, '').toLowerCase();

function inSubnet(address: string, subnet: string): boolean {
  const [network = '', bits = ''] = subnet.split('/');
  const family = isIP(network);
  if (family === 0 || isIP(address) !== family || !/^\d{1,3}$/.test(bits)) return false;
  if (Number(bits) > (family === 4 ? 32 : 128)) return false;
  const list = new BlockList();
  list.addSubnet(network, Number(bits), family === 4 ? 'ipv4' : 'ipv6');
  return list.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

function entryMatches(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true;
  if (entry.includes('/')) return inSubnet(host, entry);
  const [, name = entry, onlyPort] = /^(\[[^\]]*\]|[^:]*):(\d+)$/.exec(entry) ?? [];
  if (onlyPort !== undefined && onlyPort !== port) return false;
  const wanted = bare(name).replace(/^\*?\./, '');
  return host === wanted || (isIP(host) === 0 && wanted !== '' && host.endsWith(`.${wanted}`));
}

/**
 * Whether NO_PROXY text covers a target. Entries are separated by commas or spaces: `*`, a name (with everything below it), an address,
 * a subnet such as `10.0.0.0/8`, each optionally with `:port`.
 */
export function isExcluded(target: URL, noProxy: string): boolean {
  const port = filled(target.port) ?? (target.protocol === 'https:' ? '443' : '80');
  return noProxy
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => entryMatches(entry.toLowerCase(), bare(target.hostname), port));
}

/** What is secret in a proxy's URL, as it is and as it is spelled there: the password, or a user name that stands alone. */
export function secretsOf({ username, password }: URL): readonly string[] {
  const secret = password === '' ? username : password;
  return secret === '' ? [] : [...new Set([decodeURIComponent(secret), secret])];
}

function isEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** The proxy for a target, or undefined to go directly. */
export function proxyFor(target: URL, settings: ProxySettings, env: EnvRecord): URL | undefined {
  const text =
    filled(settings.proxy) ??
    either(env, target.protocol === 'https:' ? 'https_proxy' : 'http_proxy') ??
    either(env, 'all_proxy');
  if (text === undefined) return undefined;
  if (isExcluded(target, settings.noProxy ?? either(env, 'no_proxy') ?? '')) return undefined;
  const url = text.includes('://') ? text : `http://${text}`;
  const proxy = URL.canParse(url) ? new URL(url) : undefined;
  if (proxy?.protocol !== 'http:' && proxy?.protocol !== 'https:') {
    throw new McmError(
      'PROVIDER_NOT_AVAILABLE',
      say(http, (words) => words.proxyNoUrl),
      { suggestion: say(http, (words) => words.proxyForm) },
    );
  }
  if (!isEncoded(proxy.username) || !isEncoded(proxy.password)) {
    throw new McmError(
      'PROVIDER_NOT_AVAILABLE',
      say(http, (words) => words.proxyPercent),
      { suggestion: say(http, (words) => words.proxyPercentForm) },
    );
  }
  // Plain http means an end point on this machine: its credentials must not travel unencrypted to a proxy elsewhere.
  if (target.protocol === 'http:' && !isLoopback(proxy.hostname)) return undefined;
  return proxy;
}
