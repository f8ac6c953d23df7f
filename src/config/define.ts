import type { ConfigInput } from './schema.js';

/** Types a config file: `export default defineConfig({ … })`. Returns what it is given. */
export function defineConfig(config: ConfigInput): ConfigInput {
  return config;
}
