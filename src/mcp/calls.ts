import type { CallToolRequest, CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import type { CallOutcome, CallRequest, Session } from '../call/request.js';
import type { ServedHost } from '../call/served.js';
import { askPerson, askTimeout, ElicitAnswer, keepAlive } from './elicitation.js';
import { reporterOf, type HandlerExtra } from './progress.js';
import { toResult } from './results.js';
import { RPC, rpcError } from './rpc-error.js';
import { traceIn } from './trace.js';
import type { ProtocolVersion } from './versions.js';

/** What a call needs of the session it comes from. */
export interface CallSetting {
  readonly session: Session;
  readonly version: ProtocolVersion | undefined;
  /** How long a person may take; the host's own measure where it is not given. */
  readonly askTimeoutMs: number | undefined;
  /** Aborted when the client is gone, and with it whoever could answer a question. */
  readonly gone: AbortSignal;
}

/** Answers one `tools/call`. */
export async function callTool(
  host: ServedHost,
  params: CallToolRequest['params'],
  extra: HandlerExtra,
  setting: CallSetting,
): Promise<CallToolResult> {
  const progress = reporterOf(extra);
  const request: CallRequest = {
    tool: params.name,
    arguments: params.arguments ?? {},
    session: setting.session,
    signal: extra.signal,
    ...(progress && { progress: progress.report }),
    ...traceIn(params._meta),
  };
  if (!host.knows(params.name)) {
    // The host refuses it too, and that is in the audit.
    await host.call(request);
    throw rpcError(RPC.invalidParams, `Unknown tool: ${params.name.slice(0, 100)}`);
  }
  try {
    return toResult(await runCall(host, request, extra, setting), setting.version);
  } catch (cause) {
    throw Object.assign(rpcError(RPC.internalError, 'mcm could not carry out this call.'), { cause });
  } finally {
    progress?.stop();
  }
}

/** Runs the call; where a person must answer, asks once and runs the same call again with what came of it. */
async function runCall(
  host: ServedHost,
  request: CallRequest,
  extra: HandlerExtra,
  { session, askTimeoutMs, gone }: CallSetting,
): Promise<CallOutcome> {
  const first = await host.call(request);
  if (first.kind !== 'challenge' || !first.ask || !session.canAsk) return first;
  const asking = AbortSignal.any([request.signal, gone]);
  const timeout = askTimeoutMs ?? askTimeout(host.askSeconds, request.progress !== undefined);
  const { ask } = first;
  const answer = await keepAlive(
    askPerson(ask, (question) => extra.sendRequest(question, ElicitAnswer, { timeout, signal: asking })),
    request.progress,
    ask.waiting,
  );
  // Cancelled while a person was asked: whatever came back is too late to act on.
  return request.signal.aborted ? first : host.call({ ...request, answer });
}
