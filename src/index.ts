export { defineConfig } from './config/define.js';
export type { Config, ConfigInput } from './config/schema.js';
export { env, exec, file } from 'multi-cloud-manager/plugin';
