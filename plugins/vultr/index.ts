import { definePlugin } from 'multi-cloud-manager/plugin';
import { POWER_REQUESTS } from './client.js';
import { VultrConfig } from './config.js';
import { VultrPowerTools } from './power-tools.js';
import { VultrProvider } from './provider.js';
import { VultrTools } from './tools.js';

/** Vultr's cloud instances: reading, bandwidth and power. */
export default definePlugin({
  name: 'vultr',
  apiVersion: 1,
  config: VultrConfig,
  provider: VultrProvider,
  power: POWER_REQUESTS,
  tools: [VultrTools, VultrPowerTools],
});
