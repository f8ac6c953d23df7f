import { Tiktoken } from 'js-tiktoken/lite';
import o200k from 'js-tiktoken/ranks/o200k_base';

import { listTools } from '../client.mjs';
import { withClouds } from '../clouds.mjs';

/** @type {import('../clouds/shape.js').Shape} */
const SHAPE = { instances: 100, accounts: 1, regions: 2, latencyMs: 0 };

/**
 * What a model reads of a listing of 100 instances, 25 on each cloud.
 *
 * @param {string} folder
 */
export const listText = (folder) => withClouds(folder, SHAPE, measure);

/** @param {import('../clouds.mjs').World} world */
async function measure({ client }) {
  await listTools(client);
  const { content, structuredContent } = await client.request('tools/call', {
    name: 'list_instances',
    arguments: {},
  });
  const text = /** @type {{ text: string }[]} */ (content)[0]?.text ?? '';
  const list = /** @type {{ instances: unknown[] }} */ (structuredContent);
  const encoder = new Tiktoken(o200k);
  return {
    instances: list.instances.length,
    text_tokens: encoder.encode(text).length,
    structured_tokens: encoder.encode(JSON.stringify(list)).length,
    beginning: text.split('\n').slice(0, 4),
  };
}

/** @param {Awaited<ReturnType<typeof measure>>} figures */
export function listTextTable({ instances, text_tokens, structured_tokens, beginning }) {
  return [
    `list_instances of ${instances} instances, 25 on each cloud (o200k tokens)`,
    `  text                  ${text_tokens}, ${(text_tokens / instances).toFixed(1)} an instance`,
    `  structuredContent     ${structured_tokens}`,
    ...beginning.map((line) => `  | ${line}`),
  ].join('\n');
}
