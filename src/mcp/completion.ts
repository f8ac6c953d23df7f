import type { CompleteResult } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import type { ServedHost } from '../call/served.js';
import type { SuggestionKind } from '../call/suggestions.js';
import { listedTemplates } from '../resources/offered.js';
import { uriOf } from '../resources/uri.js';
import { cleanText } from '../text/clean.js';
import { hasTool } from './has-tool.js';
import type { Params } from './messages.js';
import { readParams } from './params.js';
import { promptOf } from './prompts.js';
import { RPC, rpcError } from './rpc-error.js';

const Complete = z.object({
  ref: z.discriminatedUnion('type', [
    z.object({ type: z.literal('ref/prompt'), name: z.string() }),
    z.object({ type: z.literal('ref/resource'), uri: z.string() }),
  ]),
  argument: z.object({ name: z.string(), value: z.string() }),
  context: z.object({ arguments: z.record(z.string(), z.string()).optional() }).optional(),
});
type Complete = z.output<typeof Complete>;

/** What is not chosen yet, or has no values that could be known. */
const NOTHING: CompleteResult = { completion: { values: [], total: 0, hasMore: false } };

/** Answers `completion/complete`. */
export async function complete(host: ServedHost, params: Params): Promise<CompleteResult> {
  const { ref, argument, context } = readParams(Complete, params);
  const kinds = kindsOf(host, ref);
  if (!kinds.has(argument.name))
    throw rpcError(
      RPC.invalidParams,
      `params.argument.name: there is no ${JSON.stringify(cleanText(argument.name, 100))}; known are ${[...kinds.keys()].join(', ')}.`,
    );
  const kind = kinds.get(argument.name);
  if (kind === undefined) return NOTHING;
  const chosen = context?.arguments ?? {};
  const { values, total, more } = await host.suggest({
    kind,
    text: argument.value,
    ...given(chosen, 'provider', kind),
    ...given(chosen, 'account', kind),
    ...given(chosen, 'region', kind),
  });
  return { completion: { values: [...values], total, hasMore: more } };
}

/** What was chosen before narrows; a field that was left empty does not. */
function given(chosen: Readonly<Record<string, string>>, name: string, kind: SuggestionKind): object {
  const value = Object.hasOwn(chosen, name) ? chosen[name]?.trim() : undefined;
  return value === undefined || value === '' || name === kind ? {} : { [name]: value };
}

/** The arguments of what is referred to, and what each of them stands for. */
function kindsOf(host: ServedHost, ref: Complete['ref']): ReadonlyMap<string, SuggestionKind | undefined> {
  if (ref.type === 'ref/prompt') {
    const prompt = promptOf(host, ref.name, 'params.ref.name');
    return new Map(prompt.arguments.map(({ name, completes }) => [name, completes]));
  }
  const templates = listedTemplates(hasTool(host));
  const template = templates.find((each) => uriOf(each) === ref.uri);
  if (template) return new Map(Object.entries(template.completes));
  throw rpcError(
    RPC.invalidParams,
    `params.ref.uri: there is no such template; there are ${templates.map(uriOf).join(', ') || 'none'}.`,
  );
}
