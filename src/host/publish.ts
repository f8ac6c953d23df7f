import type { PublishedTool } from '../call/served.js';
import type { CatalogueTool } from '../call/state.js';
import { schemaMaker, type ToolSchemas } from './tool-schemas.js';

/**
 * Tools as `tools/list` shows them. Hints tell the truth, and one says enough: what is destructive does not only read. Schemas that
 * are ready are taken as they are; the others are made here.
 *
 * @param outputSchemas whether the list says what a tool answers with
 */
export function publisher(
  outputSchemas: boolean,
): (tool: CatalogueTool, ready?: ToolSchemas) => PublishedTool {
  const make = schemaMaker();
  return ({ name, access, declared }, ready) => {
    const { inputSchema, outputSchema } = ready ?? make(declared);
    return {
      name,
      title: declared.spec.title,
      description: declared.spec.description,
      inputSchema,
      ...(outputSchemas && { outputSchema }),
      annotations: access === 'read' ? { readOnlyHint: true } : { destructiveHint: true },
    };
  };
}
