import { McmError, type Clock, type Ids, type Locale } from 'multi-cloud-manager/plugin';
import type { Redactor } from '../audit/redactor.js';
import type { CurrentCall } from '../call/current.js';
import type { CallOutcome, CallRequest, ErrorContent } from '../call/request.js';
import { shared } from '../call/signals.js';
import type { CallState, CatalogueTool, Finished } from '../call/state.js';
import { calls } from '../locale/en/calls.js';
import { errorIn } from '../locale/error-in.js';
import { say } from '../locale/words.js';
import type { Telemetry } from '../telemetry/telemetry.js';
import { cleanJson, cleanText } from '../text/clean.js';
import { nearestKey } from '../validation/explain.js';

/** What a dispatch needs to know. */
export interface DispatchParts {
  readonly find: (name: string) => CatalogueTool | undefined;
  readonly names: () => readonly string[];
  readonly run: (state: CallState) => Promise<Finished>;
  /** Puts a call that has no tool into the audit. */
  readonly refused: (request: CallRequest, error: McmError) => Promise<void>;
  readonly redactor: Redactor;
  readonly clock: Clock;
  readonly locale: Locale;
  readonly ids: Ids;
  /** Told which call runs, so that what is logged on its way names it. */
  readonly calls: CurrentCall;
  readonly telemetry: Telemetry;
}

/** The one way to a tool. It never rejects, and nothing raw leaves it. */
export function dispatcher(parts: DispatchParts): (request: CallRequest) => Promise<CallOutcome> {
  return async (request) => {
    try {
      const tool = parts.find(request.tool);
      if (!tool) {
        const error = unknownTool(request.tool.slice(0, 100), parts.names());
        await parts.refused(request, error);
        throw error;
      }
      const state: CallState = {
        id: parts.ids.next(),
        request: quietly(request, parts.redactor),
        tool,
        startedAt: parts.clock.now(),
        locale: parts.locale,
        signal: shared(request.signal),
        input: {},
        decisions: [],
        warnings: [],
      };
      const { kind, content, text, ask } = await parts.telemetry.call(state, (traced) =>
        parts.calls.run({ call_id: state.id, ...traced }, () => parts.run(state)),
      );
      return parts.redactor.json(
        kind === 'result' ? { kind, content, text } : { kind, content, text, ...(ask && { ask }) },
      );
    } catch (error) {
      return parts.redactor.json(failure(error, parts.locale));
    }
  };
}

/** What a tool reports on its way is cleaned and redacted like what it answers. */
function quietly(request: CallRequest, redactor: Redactor): CallRequest {
  const { progress } = request;
  if (!progress) return request;
  return {
    ...request,
    progress: (message, done, total) => {
      progress(redactor.text(cleanText(message)), done, total);
    },
  };
}

function unknownTool(name: string, known: readonly string[]): McmError {
  const near = nearestKey(name, known);
  const sentence = say(calls, (words) => words.noSuchTool(JSON.stringify(name), near));
  return new McmError('VALIDATION_FAILED', sentence, { details: { known } });
}

function failure(thrown: unknown, locale: Locale): CallOutcome {
  const error = McmError.is(thrown)
    ? thrown
    : new McmError(
        'INTERNAL',
        say(calls, (words) => words.failedInside),
        { cause: thrown },
      );
  const { message, suggestion } = errorIn(error, locale);
  const content: ErrorContent = {
    code: error.code,
    message: cleanText(message, 2000),
    retryable: error.retryable,
    ...(suggestion !== undefined && { suggestion: cleanText(suggestion, 2000) }),
    ...(error.provider !== undefined && { provider: error.provider }),
    ...(error.details && { details: cleanJson(error.details) as Readonly<Record<string, unknown>> }),
  };
  return {
    kind: 'error',
    error: content,
    text: [
      `${content.code}: ${content.message}`,
      ...(content.suggestion === undefined ? [] : [content.suggestion]),
    ].join(' '),
  };
}
