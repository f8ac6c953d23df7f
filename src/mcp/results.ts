import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import type { CallOutcome } from '../call/request.js';
import { hasStructuredTools, type ProtocolVersion } from './versions.js';

/**
 * What a call came to, as MCP says it. A challenge is no error. Clients of versions without `structuredContent` show the text
 * alone, so they get the same content once more as JSON in a text of its own.
 */
export function toResult(outcome: CallOutcome, version: ProtocolVersion | undefined): CallToolResult {
  const structuredContent =
    outcome.kind === 'error' ? { error: { ...outcome.error } } : { ...outcome.content };
  const content: CallToolResult['content'] = [{ type: 'text', text: outcome.text }];
  if (!hasStructuredTools(version)) {
    const json = JSON.stringify(structuredContent);
    if (json !== outcome.text) content.push({ type: 'text', text: json });
  }
  return { content, structuredContent, isError: outcome.kind === 'error' };
}
