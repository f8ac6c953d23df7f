/** A server with a name and plugins of its own: compiled, `node branded-server.js` is what an MCP client starts. */
import { createHost } from 'multi-cloud-manager';
import acme from './acme-plugin.js';

const endpoint = process.env['ACME_API_URL'] ?? 'https://api.acme.example';
const host = createHost({
  name: 'acme-servers',
  version: '1.4.0',
  config: { plugins: [{ use: acme, config: { endpoint } }], confirmation: { ordinary: 'human' } },
});

process.exit(await host.serveStdio());
