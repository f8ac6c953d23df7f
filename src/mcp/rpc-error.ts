/** The JSON-RPC error codes that mcm answers with. */
export const RPC = {
  parseError: -32700,
  invalidRequest: -32600,
  methodNotFound: -32601,
  invalidParams: -32602,
  internalError: -32603,
  /** From the range left to servers: mcm is on its way out. */
  shuttingDown: -32000,
} as const;

/**
 * What a request handler throws to be answered with a JSON-RPC error. The SDK reads `code` and `message`; its own error class
 * would put "MCP error -32602:" before every sentence.
 */
export function rpcError(code: number, message: string): Error & { readonly code: number } {
  return Object.assign(new Error(message), { code });
}
