import type { GetPromptResult, ListPromptsResult } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import type { ServedHost } from '../call/served.js';
import { readArguments } from '../prompts/arguments.js';
import { PROMPTS } from '../prompts/index.js';
import { isOffered, type Prompt } from '../prompts/prompt.js';
import { cleanText } from '../text/clean.js';
import { hasTool } from './has-tool.js';
import type { Params } from './messages.js';
import { onePage, readParams } from './params.js';
import { RPC, rpcError } from './rpc-error.js';

const Get = z.object({ name: z.string(), arguments: z.record(z.string(), z.string()).optional() });

/** Answers `prompts/list`: what can be carried out with the tools that are offered. */
export function listPrompts(host: ServedHost, params: Params): ListPromptsResult {
  onePage(params);
  const has = hasTool(host);
  return {
    prompts: PROMPTS.filter((prompt) => isOffered(prompt, has)).map(
      ({ name, title, description, arguments: all }) => ({
        name,
        title,
        description,
        arguments: all.map((each) => ({
          name: each.name,
          description: each.description,
          required: each.required ?? false,
        })),
      }),
    ),
  };
}

/** Answers `prompts/get`. */
export function getPrompt(host: ServedHost, params: Params): GetPromptResult {
  const asked = readParams(Get, params);
  const prompt = promptOf(host, asked.name, 'params.name');
  const read = readArguments(
    prompt,
    asked.arguments ?? {},
    host.providers().map(({ name }) => name),
  );
  if ('problem' in read) throw rpcError(RPC.invalidParams, `params.${read.problem}`);
  const text = prompt.write(read.given, hasTool(host));
  return {
    description: prompt.description,
    messages: [{ role: 'user', content: { type: 'text', text } }],
  };
}

/** The offered prompt of that name, or an error that says which there are. */
export function promptOf(host: ServedHost, name: string, path: string): Prompt {
  const has = hasTool(host);
  const prompt = PROMPTS.find((each) => each.name === name);
  if (prompt && isOffered(prompt, has)) return prompt;
  const missing = prompt?.needs.filter((tool) => !has(tool)) ?? [];
  const offered = PROMPTS.filter((each) => isOffered(each, has)).map((each) => each.name);
  const why = prompt
    ? `${name} is not offered here, because these tools are not: ${missing.join(', ')}.`
    : `there is no prompt ${JSON.stringify(cleanText(name, 100))}.`;
  throw rpcError(RPC.invalidParams, `${path}: ${why} There are: ${offered.join(', ') || 'none'}.`);
}
