import type { Readable } from 'node:stream';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const schema = z.object({
  jsonrpc: z.literal('2.0'),
  id: z.union([z.string(), z.number()]).optional(),
  result: z.object({ tools: z.array(z.unknown()).optional() }).optional(),
  error: z.object({ message: z.string() }).optional(),
});

/** A message of MCP, as far as it is looked at. */
export type Message = z.output<typeof schema>;

/** The messages that a server writes; a line that is none is `noise`, and a client may give up on it. */
export async function* readMessages(from: Readable): AsyncGenerator<Message | { readonly noise: string }> {
  for await (const line of createInterface({ input: from })) {
    if (line.trim() !== '') yield messageIn(line) ?? { noise: line };
  }
}

function messageIn(line: string): Message | undefined {
  try {
    return schema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
