/**
 * Loads the rooms that are imported when they are needed, one after the other: where several plugins in one process import the same
 * room at once, jest's module loader gives the second a room that is not there yet. Node itself waits.
 */
const rooms = [
  () => import('../src/http/connections.js'),
  () => import('../src/http/attempt.js'),
  () => import('../src/http/trust.js'),
  () => import('../src/mcp/resources.js'),
  () => import('../src/mcp/prompts.js'),
  () => import('../src/mcp/completion.js'),
  () => import('../src/fleet/suggesting.js'),
  () => import('../plugins/digitalocean/wire.js'),
  () => import('../plugins/vultr/wire.js'),
  () => import('../plugins/alibaba/wire.js'),
  () => import('../plugins/alibaba/exchange.js'),
  () => import('../plugins/aws/sdk.js'),
];
for (const load of rooms) await load();
