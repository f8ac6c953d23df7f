import type {
  ListResourcesResult,
  ListResourceTemplatesResult,
  ReadResourceResult,
} from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import type { ErrorContent } from '../call/request.js';
import type { ServedHost } from '../call/served.js';
import { contentsOf } from '../resources/contents.js';
import { listedResources, listedTemplates } from '../resources/offered.js';
import { resolve, uriOf } from '../resources/uri.js';
import { cleanText } from '../text/clean.js';
import type { RequestSetting } from './answer.js';
import { hasTool } from './has-tool.js';
import type { Params } from './messages.js';
import { listedPages, readPage } from './pages.js';
import { onePage, readParams } from './params.js';
import { reporterOf } from './progress.js';
import { RPC, rpcError, type RpcError } from './rpc-error.js';
import { traceIn } from './trace.js';

const mimeType = 'application/json';
const Read = z.object({ uri: z.string() });
/** So much of a URI that names nothing is repeated. */
const LONGEST_SHOWN = 200;

/** Answers `resources/list`. No cloud is asked. */
export function listResources(
  host: ServedHost,
  params: Params,
  { pages }: Pick<RequestSetting, 'pages'>,
): ListResourcesResult {
  onePage(params);
  const configured = host.providers().filter(({ available }) => available);
  const resources = listedResources(hasTool(host), configured);
  return {
    resources: [
      ...resources.map((resource) => ({ ...resource, mimeType })),
      ...(pages ? listedPages(host) : []),
    ],
  };
}

/** Answers `resources/templates/list`. */
export function listTemplates(host: ServedHost, params: Params): ListResourceTemplatesResult {
  onePage(params);
  const resourceTemplates = listedTemplates(hasTool(host)).map((resource) => {
    const { name, title, description } = resource;
    return { uriTemplate: uriOf(resource), name, title, description, mimeType };
  });
  return { resourceTemplates };
}

/** Answers `resources/read`: a page as it is, and anything else by a call of the tool that gives the same. */
export async function readResource(
  host: ServedHost,
  params: Params,
  { session, extra, pages }: RequestSetting,
): Promise<ReadResourceResult> {
  const { uri } = readParams(Read, params);
  const page = await readPage(uri);
  if (page) return page;
  const found = resolve(uri);
  if (!found) throw unknownResource(uri, host, pages);
  const { resource, values } = found;
  const progress = reporterOf(extra);
  try {
    const outcome = await host.call({
      tool: resource.tool,
      arguments: resource.input(values),
      resource: uri,
      session: session(),
      signal: extra.signal,
      ...(progress && { progress: progress.report }),
      ...traceIn(params['_meta']),
    });
    if (outcome.kind === 'error') throw failed(uri, outcome.error);
    if (outcome.kind === 'challenge') throw failed(uri, unconfirmed(resource.tool));
    return { contents: [{ uri, mimeType, text: contentsOf(resource, values, outcome.content) }] };
  } finally {
    progress?.stop();
  }
}

function unknownResource(uri: string, host: ServedHost, pages: boolean): RpcError {
  const known = listResources(host, {}, { pages }).resources.map((each) => each.uri);
  const templates = listTemplates(host, {}).resourceTemplates.map(({ uriTemplate }) => uriTemplate);
  return rpcError(
    RPC.resourceNotFound,
    `There is no such resource. There are: ${[...known, ...templates].join(', ') || 'none'}.`,
    { uri: cleanText(uri, LONGEST_SHOWN) },
  );
}

/** What a call ended in, as JSON-RPC says it. */
function failed(uri: string, { message, ...rest }: ErrorContent): RpcError {
  const known = { RESOURCE_NOT_FOUND: RPC.resourceNotFound, VALIDATION_FAILED: RPC.invalidParams };
  const code = rest.code in known ? known[rest.code as keyof typeof known] : RPC.callFailed;
  return rpcError(code, [message, ...(rest.suggestion === undefined ? [] : [rest.suggestion])].join(' '), {
    uri,
    ...rest,
  });
}

const unconfirmed = (tool: string): ErrorContent => ({
  code: 'POLICY_DENIED',
  message: `A policy wants this confirmed, and the reading of a resource cannot be. Call ${tool} instead.`,
  retryable: false,
});
