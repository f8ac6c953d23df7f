import { definePlugin } from 'multi-cloud-manager/plugin';
import { POWER_REQUESTS } from './compute.js';
import { OpenStackConfig } from './config.js';
import { LOGIN } from './login.js';
import { OpenStackProvider } from './provider.js';

/** OpenStack's servers, for the general tools. It has no tools of its own. */
export default definePlugin({
  name: 'openstack',
  apiVersion: 1,
  config: OpenStackConfig,
  provider: OpenStackProvider,
  login: LOGIN,
  power: POWER_REQUESTS,
});
