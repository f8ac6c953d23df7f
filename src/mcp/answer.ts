import type { ServerResult } from '@modelcontextprotocol/sdk/types.js';
import type { Session } from '../call/request.js';
import type { ServedHost } from '../call/served.js';
import type { Params } from './messages.js';
import type { HandlerExtra } from './progress.js';

/** What a request comes with beside its params. */
export interface RequestSetting {
  /** Described when it is asked for: what makes its id takes a while to load. */
  readonly session: () => Session;
  readonly extra: HandlerExtra;
  /** Whether the client shows pages. */
  readonly pages: boolean;
}

/** Answers one method, or throws an error as {@link ./rpc-error.ts} makes it. Nothing was checked of the params yet. */
export type Answer = (
  host: ServedHost,
  params: Params,
  setting: RequestSetting,
) => ServerResult | Promise<ServerResult>;
