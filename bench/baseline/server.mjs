/** What mcm is measured against: the MCP SDK alone, as it is installed, with thirty tools that do nothing. */
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { z } from 'zod';

const server = new McpServer({ name: 'empty', version: '0.0.0' });
for (let number = 1; number <= 30; number += 1) {
  server.registerTool(
    `tool_${number}`,
    { title: `Tool ${number}`, description: 'Does nothing.', inputSchema: { name: z.string() } },
    ({ name }) => ({ content: [{ type: 'text', text: name }] }),
  );
}
await server.connect(new StdioServerTransport());
