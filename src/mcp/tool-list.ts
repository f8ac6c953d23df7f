import type { ListToolsResult, Tool } from '@modelcontextprotocol/sdk/types.js';
import type { PublishedTool } from '../call/served.js';
import { hasStructuredTools, type ProtocolVersion } from './versions.js';

/**
 * The tools as a client of this version reads them. Members that came with a later version stay in: every version's schema
 * lets a client ignore what it does not know, and many know more than the version they ask for. Before `title` was a member of
 * the tool it was an annotation. `view` names the page of a tool, for a client that shows pages; others are told of none.
 *
 * A title is for the person who decides on a call, so tools that switch power have one. What reads is called what it does, and a list
 * that every conversation pays for does not say it twice.
 */
export function toToolList(
  tools: readonly PublishedTool[],
  version: ProtocolVersion | undefined,
  view: (name: string) => string | undefined = () => undefined,
): ListToolsResult {
  const structured = hasStructuredTools(version);
  return {
    tools: tools.map((tool): Tool => {
      const resourceUri = view(tool.name);
      const titled = tool.annotations['readOnlyHint'] === true ? {} : { title: tool.title };
      return {
        name: tool.name,
        ...titled,
        description: tool.description,
        // Published schemas are plain JSON made once at start; nothing changes them.
        inputSchema: tool.inputSchema,
        outputSchema: tool.outputSchema,
        annotations: structured ? { ...tool.annotations } : { ...titled, ...tool.annotations },
        ...(resourceUri !== undefined && { _meta: { ui: { resourceUri } } }),
      };
    }),
  };
}
