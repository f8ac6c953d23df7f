import {
  McmError,
  type ApiOptions,
  type Clock,
  type HttpFailure,
  type Logger,
  type PostClient,
  type Posts,
  type Text,
} from 'multi-cloud-manager/plugin';
import { http } from '../locale/en/http.js';
import { loading } from '../locale/en/loading.js';
import { say } from '../locale/words.js';
import { endPoint } from './end-point.js';
import type { Timeouts } from './exchange.js';
import { abortError, Line } from './line.js';
import type { EnvRecord, ProxySettings } from './proxy.js';

/** What the posts of one plugin are sent with. */
export interface PostsOptions {
  /** What the plugin declared: name → path. */
  readonly declared: Readonly<Record<string, string>>;
  /** Whether a cloud is behind this origin. Asked right before something is sent. */
  readonly isCloud: (origin: string) => boolean;
  readonly env: EnvRecord;
  readonly proxySettings: ProxySettings;
  readonly redactor: { add(secret: string): void };
  readonly log: Logger;
  readonly clock: Clock;
}

const TIMEOUTS: Timeouts = { connectMs: 5_000, responseMs: 10_000, totalMs: 10_000 };
const MAX_BYTES = 8 * 1024 * 1024;
const PATH = /^(\/[\w~-][\w.~-]*)+$/;

/** What is wrong with the posts that a plugin declares; undefined where nothing is. */
export function faultOfPosts(declared: Readonly<Record<string, unknown>>): Text | undefined {
  const odd = Object.entries(declared).find(([, path]) => typeof path !== 'string' || !PATH.test(path));
  return odd && say(loading, (words) => words.postPath(odd[0]));
}

/**
 * The door for what is no read and switches no power: what a plugin that fills a port tells its own service. The path is declared, so a
 * call cannot choose it; all goes to one end point, which is no cloud's; each is sent once, like a power request.
 */
export function createPosts(options: PostsOptions): Posts & { close(): Promise<void> } {
  // A copy: a plugin must not be able to change later what it declared.
  const declared = new Map(Object.entries(options.declared));
  const line = new Line({ ...options, provider: undefined, timeouts: TIMEOUTS, maxBytes: MAX_BYTES });
  let only: string | undefined;
  return {
    api(api: ApiOptions): PostClient {
      const target = endPoint(api.baseUrl);
      const taken = (only ??= target.origin);
      if (target.origin !== taken) throw refused((words) => words.otherEndPoint(taken));
      return {
        async post(name, body, schema, { signal = new AbortController().signal } = {}) {
          const path = declared.get(name);
          if (path === undefined) throw refused((words) => words.noPost(JSON.stringify(name)));
          if (options.isCloud(target.origin)) throw refused((words) => words.postToCloud(target.origin));
          const outgoing = { kind: 'power', method: 'POST', path, schema, signal } as const;
          const result = await line.send({ ...api, target }, { ...outgoing, body: JSON.stringify(body) });
          if (result.kind === 'value') return result.value;
          throw result.kind === 'aborted'
            ? abortError(signal)
            : line.error(result.failed, { mapError: inWords, ...api, target });
        },
      };
    },
    close: () => line.close(),
  };
}

/** What answers here is no cloud. */
const inWords = ({ method, path, status }: HttpFailure): McmError | undefined =>
  status === undefined
    ? undefined
    : new McmError(
        'PROVIDER_ERROR',
        say(http, (words) => words.serviceAnswered(method, path, status)),
      );

const refused = (pick: (words: typeof http) => string): McmError => new McmError('INTERNAL', say(http, pick));
