import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { connect, room } from '../built.js';

const PAGE_TYPE = 'text/html;profile=mcp-app';

/** The built program on the simulated clouds, for a client that shows pages. */
export async function chartServer(): Promise<{
  readonly client: Client;
  readonly close: () => Promise<void>;
}> {
  const { directory, env, remove } = await room();
  const { client } = await connect(['demo', '--serve'], {
    cwd: directory,
    env,
    capabilities: { extensions: { 'io.modelcontextprotocol/ui': { mimeTypes: [PAGE_TYPE] } } },
  });
  return {
    client,
    async close() {
      await client.close();
      await remove();
    },
  };
}

/** The page, as the server sends it. */
export async function readPage(client: Client): Promise<string> {
  const { contents } = await client.readResource({ uri: 'ui://mcm/monitoring' });
  const [page] = contents;
  if (page?.mimeType !== PAGE_TYPE || !('text' in page)) throw new Error('The server sent no page.');
  return page.text;
}
