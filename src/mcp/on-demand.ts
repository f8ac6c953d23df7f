import type { ServerResult } from '@modelcontextprotocol/sdk/types.js';
import type { ServedHost } from '../call/served.js';
import type { Answer, RequestSetting } from './answer.js';
import type { Params } from './messages.js';
import { RPC, rpcError } from './rpc-error.js';

/** What many sessions never ask for. It is loaded by the first request of its kind. */
const ANSWERS = new Map<string, () => Promise<Answer>>([
  ['resources/list', async () => (await import('./resources.js')).listResources],
  ['resources/templates/list', async () => (await import('./resources.js')).listTemplates],
  ['resources/read', async () => (await import('./resources.js')).readResource],
  ['prompts/list', async () => (await import('./prompts.js')).listPrompts],
  ['prompts/get', async () => (await import('./prompts.js')).getPrompt],
  ['completion/complete', async () => (await import('./completion.js')).complete],
]);

/** Answers a request that no handler of the SDK's is there for. */
export async function answerOnDemand(
  host: ServedHost,
  { method, params = {} }: { readonly method: string; readonly params?: Params | undefined },
  setting: RequestSetting,
): Promise<ServerResult> {
  const load = ANSWERS.get(method);
  if (!load) throw rpcError(RPC.methodNotFound, 'Method not found');
  try {
    const answer = await load();
    return await answer(host, params, setting);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && Number.isSafeInteger(cause.code)) throw cause;
    throw Object.assign(rpcError(RPC.internalError, 'mcm could not answer this request.'), { cause });
  }
}
