export { defineConfig } from './config/define.js';
export type { Config, ConfigInput } from './config/schema.js';
export { createHost } from './host/own-server.js';
export type { HostOptions, OwnHost } from './host/own-server.js';
export { env, exec, file } from 'multi-cloud-manager/plugin';
