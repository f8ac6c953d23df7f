import type { ClientCapabilities } from '@modelcontextprotocol/sdk/types.js';

/** The extension MCP Apps, by which a client says that it shows pages. */
const EXTENSION = 'io.modelcontextprotocol/ui';
/** The type of such a page. */
export const PAGE_TYPE = 'text/html;profile=mcp-app';

/** Whether a client shows pages of ours: it has the extension, and its list of types, where it has one, names theirs. */
export function showsPages(capabilities: ClientCapabilities | undefined): boolean {
  const extension = capabilities?.extensions?.[EXTENSION];
  if (extension === undefined) return false;
  if (!('mimeTypes' in extension)) return true;
  return Array.isArray(extension.mimeTypes) && extension.mimeTypes.includes(PAGE_TYPE);
}
