import { definePlugin } from 'multi-cloud-manager/plugin';
import { AlibabaConfig } from './config.js';
import { AlibabaPowerTools } from './power-tools.js';
import { AlibabaProvider } from './provider.js';
import { AlibabaTools } from './tools.js';

/** Alibaba Cloud's ECS instances: reading, metrics and power. Its power requests go through the cloud's own SDK, see client.ts. */
export default definePlugin({
  name: 'alibaba',
  apiVersion: 1,
  config: AlibabaConfig,
  provider: AlibabaProvider,
  tools: [AlibabaTools, AlibabaPowerTools],
});
