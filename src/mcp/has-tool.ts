import type { ServedHost } from '../call/served.js';

/** Whether a tool is offered at this moment. */
export function hasTool(host: ServedHost): (name: string) => boolean {
  const names = new Set(host.tools().map(({ name }) => name));
  return (name) => names.has(name);
}
