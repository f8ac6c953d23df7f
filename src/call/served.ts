import type { ProviderInfo } from 'multi-cloud-manager/plugin';
import type { CallMark } from './current.js';
import type { CallOutcome, CallRequest } from './request.js';
import type { SuggestionQuery, Suggestions } from './suggestions.js';

/** A tool as `tools/list` publishes it. */
export interface PublishedTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: Readonly<Record<string, unknown>> & { readonly type: 'object' };
  /** Not there where the config leaves it out of the list. */
  readonly outputSchema?: Readonly<Record<string, unknown>> & { readonly type: 'object' };
  readonly annotations: Readonly<Record<string, boolean>>;
}

/** One line of the log, redacted already. */
export interface LogEntry {
  readonly level: 'debug' | 'info' | 'warning' | 'error';
  readonly logger: string;
  readonly message: string;
  readonly fields?: Readonly<Record<string, unknown>>;
  /** The call that it was written in, if any. */
  readonly call?: CallMark;
}

/** What `src/mcp` needs of a host: a list of tools, the one way to call them, and what can be said without asking a cloud. */
export interface ServedHost {
  readonly name: string;
  readonly version: string;
  readonly instructions: string;
  /** How long a form may wait for a person while progress keeps the call alive. */
  readonly askSeconds: number;
  /** What is offered. */
  tools(): readonly PublishedTool[];
  /** Whether there is such a tool, offered or not: one that is not offered answers why. */
  knows(name: string): boolean;
  /** The URI of the page that shows what this tool answers, where there is one. */
  view(name: string): string | undefined;
  /** Never rejects. */
  call(request: CallRequest): Promise<CallOutcome>;
  /** The clouds, as `get_supported_providers` tells of them. */
  providers(): readonly ProviderInfo[];
  /** What may be meant by what a person is typing. */
  suggest(query: SuggestionQuery): Promise<Suggestions>;
  /** Calls back for each log line of a level that is wanted at that moment; returns the way to stop. */
  onLog(listener: (entry: LogEntry) => void, wants: (level: LogEntry['level']) => boolean): () => void;
}
