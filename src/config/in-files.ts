/** What a config, plugin or policy file gets as `multi-cloud-manager`. It is loaded by a host, and has no use for `createHost`. */
export { defineConfig } from './define.js';
export { env, exec, file } from 'multi-cloud-manager/plugin';
