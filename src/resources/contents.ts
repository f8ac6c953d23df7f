import type { Resource, Values } from './resource.js';

/**
 * What a tool answered, as the text of a resource. A resource has no second page: where the answer has a cursor, the text says first
 * how to go on with the tool.
 */
export function contentsOf(
  { tool, input }: Resource,
  values: Values,
  answer: Readonly<Record<string, unknown>>,
): string {
  const { cursor, total } = answer;
  if (typeof cursor !== 'string') return JSON.stringify(answer);
  const instances = Array.isArray(answer['instances']) ? answer['instances'].length : 0;
  const of = typeof total === 'number' ? ` of ${String(total)}` : '';
  const next = JSON.stringify({ ...input(values), cursor });
  const note = `These are the first ${String(instances)}${of} instances. For the next ones call ${tool} with ${next}.`;
  return JSON.stringify({ note, ...answer });
}
