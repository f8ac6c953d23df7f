export { defineConfig } from './config/define.js';
export type { Config, ConfigInput } from './config/schema.js';
export type { HostOptions } from './host/host-options.js';
export { createHost } from './host/own-server.js';
export type { OwnHost } from './host/own-server.js';
export { env, exec, file } from 'multi-cloud-manager/plugin';
