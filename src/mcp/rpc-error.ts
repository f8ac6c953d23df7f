/** The JSON-RPC error codes that mcm answers with. */
export const RPC = {
  parseError: -32700,
  invalidRequest: -32600,
  methodNotFound: -32601,
  invalidParams: -32602,
  internalError: -32603,
  /** From the range left to servers: mcm is on its way out. */
  shuttingDown: -32000,
  /** MCP's own: there is no such resource. */
  resourceNotFound: -32002,
  /** From the range left to servers: what is behind a resource was refused or failed; `data.code` says how. */
  callFailed: -32010,
} as const;

/**
 * What a request handler throws to be answered with a JSON-RPC error. The SDK reads `code`, `message` and `data`; its own error
 * class would put "MCP error -32602:" before every sentence.
 */
export function rpcError(code: number, message: string, data?: unknown): RpcError {
  return Object.assign(new Error(message), { code, ...(data !== undefined && { data }) });
}

/** What was thrown, as a JSON-RPC error has it. */
export function errorBody(thrown: unknown): { code: number; message: string; data?: unknown } {
  const { code, message, data } = (thrown ?? {}) as Partial<RpcError>;
  return {
    code: code !== undefined && Number.isSafeInteger(code) ? code : RPC.internalError,
    message: typeof message === 'string' ? message : 'Internal error',
    ...(data !== undefined && { data }),
  };
}

/** See {@link rpcError}. */
export type RpcError = Error & { readonly code: number; readonly data?: unknown };
