import { definePlugin } from 'multi-cloud-manager/plugin';
import { POWER_REQUESTS } from './client.js';
import { DigitalOceanConfig } from './config.js';
import { DigitalOceanProvider } from './provider.js';
import { DropletPowerTools } from './power-tools.js';
import { DropletTools } from './tools.js';

/** DigitalOcean's droplets: reading, metrics, action history and power. */
export default definePlugin({
  name: 'digitalocean',
  apiVersion: 1,
  config: DigitalOceanConfig,
  provider: DigitalOceanProvider,
  power: POWER_REQUESTS,
  tools: [DropletTools, DropletPowerTools],
});
