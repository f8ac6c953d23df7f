import { definePlugin } from 'multi-cloud-manager/plugin';
import { Config } from './config.js';
import { TemplateCloudProvider } from './provider.js';
import { TemplateCloudTools } from './tools.js';

export default definePlugin({
  name: 'template-cloud',
  apiVersion: 1,
  config: Config,
  provider: TemplateCloudProvider,
  // The only mutating requests that this plugin can send: mcm builds them from here. DECIDE: yours, one for each action.
  power: {
    power_on: { method: 'POST', path: '/v1/servers/{id}/actions', body: { type: 'start' } },
    power_off: { method: 'POST', path: '/v1/servers/{id}/actions', body: { type: 'stop' } },
    reboot: { method: 'POST', path: '/v1/servers/{id}/actions', body: { type: 'restart' } },
  },
  tools: [TemplateCloudTools],
});
