import type { CatalogueTool } from '../call/state.js';
import { MONITORING_VIEW } from '../call/views.js';
import { Monitoring } from '../plugin/monitoring.js';

/** The page for what a tool answers. It goes by the schema of the answer, so that a plugin's monitoring has the chart by itself. */
export function viewOf(tool: CatalogueTool | undefined): string | undefined {
  if (tool?.declared.kind !== 'read') return undefined;
  return tool.declared.spec.output === Monitoring ? MONITORING_VIEW : undefined;
}
