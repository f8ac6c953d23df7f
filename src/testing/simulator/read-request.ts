import type { IncomingMessage } from 'node:http';
import type { AnonymousRequest } from './route.js';

/** Reads a whole request. */
export async function readRequest(
  incoming: IncomingMessage,
  known: Pick<AnonymousRequest, 'number' | 'at' | 'origin'>,
): Promise<AnonymousRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const url = new URL(incoming.url ?? '/', known.origin);
  return {
    ...known,
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [name, String(value ?? '')]),
    ),
    body: parseBody(Buffer.concat(chunks).toString('utf8')),
  };
}

function parseBody(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
