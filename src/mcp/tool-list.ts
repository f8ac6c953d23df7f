import type { ListToolsResult, Tool } from '@modelcontextprotocol/sdk/types.js';
import type { PublishedTool } from '../call/served.js';
import { hasStructuredTools, type ProtocolVersion } from './versions.js';
import { Written } from './written.js';

/** The page of a tool, by the tool's name. */
type View = (name: string) => string | undefined;

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
  view: View = () => undefined,
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
        ...(tool.outputSchema && { outputSchema: tool.outputSchema }),
        annotations: structured ? { ...tool.annotations } : { ...titled, ...tool.annotations },
        ...(resourceUri !== undefined && { _meta: { ui: { resourceUri } } }),
      };
    }),
  };
}

/**
 * The list of one session as it is written, made anew when it is not that of the last time: another tool in it, or one less. A tool that
 * was published stays as it is, so the same tools make the same text.
 */
export class WrittenToolList {
  #last:
    | { readonly tools: readonly PublishedTool[]; readonly view: View | undefined; readonly list: Written }
    | undefined;

  /** @param version that of the session, which does not change */
  of(tools: readonly PublishedTool[], version: ProtocolVersion | undefined, view: View | undefined): Written {
    const last = this.#last;
    if (last && last.view === view && sameTools(last.tools, tools)) return last.list;
    const list = new Written(toToolList(tools, version, view));
    this.#last = { tools: [...tools], view, list };
    return list;
  }
}

const sameTools = (some: readonly PublishedTool[], others: readonly PublishedTool[]): boolean =>
  some.length === others.length && some.every((tool, index) => tool === others[index]);
