import { API_VERSION, definePlugin } from 'multi-cloud-manager/plugin';
import { HistoryTools } from './history.js';
import { InstanceTools } from './instances.js';
import { InventoryTools } from './inventory.js';
import { SystemTools } from './system.js';

/** The general tools: a plugin like any other, which works on every provider. */
export const generalTools = definePlugin({
  name: 'general',
  apiVersion: API_VERSION,
  tools: [InstanceTools, InventoryTools, SystemTools, HistoryTools],
});
