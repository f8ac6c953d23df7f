import { RPC } from './rpc-error.js';

/** A request's id as mcm accepts it: text, or a whole number that JSON carries without loss. */
export type RequestId = string | number;

/** The params of a request or notification. */
export type Params = Readonly<Record<string, unknown>>;

/** What a client answered to a request of ours. */
export type ResponseBody =
  { readonly result: Params } | { readonly error: { readonly code: number; readonly message: string } };

/** What one line of input is. */
export type Incoming =
  | { readonly kind: 'request'; readonly id: RequestId; readonly method: string; readonly params?: Params }
  | { readonly kind: 'notification'; readonly method: string; readonly params?: Params }
  | { readonly kind: 'response'; readonly id: RequestId; readonly body: ResponseBody }
  | { readonly kind: 'batch'; readonly items: readonly Incoming[] }
  /** Answered with this error; `id` is null where no usable id could be read. */
  | { readonly kind: 'fault'; readonly id: RequestId | null; readonly code: number; readonly message: string }
  /** JSON-RPC has no answer to it. */
  | { readonly kind: 'silence' };

/** Beyond this a batch is refused as a whole: one line must not turn into millions of answers. */
const MAX_BATCH = 1000;

const SILENCE: Incoming = { kind: 'silence' };

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Says what a line is. Pure, total: it throws for no input. */
export function classify(line: Uint8Array): Incoming {
  let value: unknown;
  try {
    const text = utf8.decode(line);
    if (text.trim() === '') return SILENCE;
    value = JSON.parse(text);
  } catch {
    return fault(null, RPC.parseError, 'The line is not JSON in UTF-8.');
  }
  if (!Array.isArray(value)) return classifyMessage(value);
  if (value.length === 0) return fault(null, RPC.invalidRequest, 'The batch is empty.');
  if (value.length > MAX_BATCH) {
    return fault(null, RPC.invalidRequest, `A batch may hold at most ${String(MAX_BATCH)} messages.`);
  }
  return { kind: 'batch', items: value.map(classifyMessage) };
}

function classifyMessage(value: unknown): Incoming {
  if (!isObject(value)) {
    return fault(null, RPC.invalidRequest, 'A message is a JSON object.');
  }
  if ('method' in value) return classifyCall(value);
  if ('result' in value || 'error' in value) return classifyResponse(value);
  return fault(readId(value['id']), RPC.invalidRequest, 'The message has no method.');
}

function classifyCall(value: Params): Incoming {
  const { method, params } = value;
  const id = readId(value['id']);
  if (typeof method !== 'string') {
    return fault(id, RPC.invalidRequest, 'The method is a string.');
  }
  if (!('id' in value)) return classifyNotification(value, method);
  if (id === null) {
    return fault(null, RPC.invalidRequest, 'The id of a request is a string or a whole number.');
  }
  if (value['jsonrpc'] !== '2.0') {
    return fault(id, RPC.invalidRequest, 'The member jsonrpc is "2.0".');
  }
  if (params === undefined) return { kind: 'request', id, method };
  if (!isObject(params)) return fault(id, RPC.invalidParams, 'The params are an object.');
  return metaFault(id, params['_meta']) ?? { kind: 'request', id, method, params };
}

/** Nobody waits for an answer to a notification, so one that is wrong is dropped. */
function classifyNotification(value: Params, method: string): Incoming {
  const { params } = value;
  if (value['jsonrpc'] !== '2.0' || (params !== undefined && !isObject(params))) return SILENCE;
  return params === undefined
    ? { kind: 'notification', method }
    : { kind: 'notification', method, params: { ...params, _meta: undefined } };
}

function metaFault(id: RequestId, meta: unknown): Incoming | undefined {
  if (meta === undefined) return undefined;
  if (!isObject(meta)) return fault(id, RPC.invalidParams, 'params._meta is an object.');
  const token = meta['progressToken'];
  return token === undefined || readId(token) !== null
    ? undefined
    : fault(id, RPC.invalidParams, 'params._meta.progressToken is a string or a whole number.');
}

function classifyResponse(value: Params): Incoming {
  const id = readId(value['id']);
  if (value['jsonrpc'] !== '2.0' || id === null) return SILENCE;
  return { kind: 'response', id, body: readBody(value) };
}

/** A malformed answer becomes an error, so that whoever asked does not wait for nothing. */
function readBody(value: Params): ResponseBody {
  const { result, error } = value;
  if (isObject(result) && error === undefined) return { result: { ...result, _meta: undefined } };
  if (isObject(error) && Number.isSafeInteger(error['code']) && typeof error['message'] === 'string') {
    return { error: { code: error['code'] as number, message: error['message'] } };
  }
  return { error: { code: RPC.invalidRequest, message: 'The response is malformed.' } };
}

function readId(value: unknown): RequestId | null {
  return typeof value === 'string' || Number.isSafeInteger(value) ? (value as RequestId) : null;
}

function fault(id: RequestId | null, code: number, message: string): Incoming {
  return { kind: 'fault', id, code, message };
}

function isObject(value: unknown): value is Params {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
