import { evaluate } from './evaluate.mjs';

/**
 * Puts the JSON Schemas of the tools that come with mcm into the bundle, and what mcm and its plugins are set to without a config.
 *
 * @param {{ root: string, version: string }} options
 * @returns {Promise<import('esbuild').Plugin>}
 */
export async function readySchemas({ root, version }) {
  const { schemas, configs, config } = await evaluate(
    { root, version, entry: 'src/host/ready-schemas-of.ts' },
    async (module) => ({
      schemas: await module.readySchemas(),
      configs: await module.readyConfigs(),
      config: module.readyConfig(),
    }),
  );
  // To read JSON is quicker than to read the same as code.
  const text = (/** @type {unknown} */ value) => JSON.stringify(JSON.stringify(value));
  return {
    name: 'ready-schemas',
    setup({ onLoad }) {
      onLoad({ filter: /[\\/]src[\\/]host[\\/]ready-schemas\.ts$/ }, () => ({
        contents:
          `export const READY_SCHEMAS = JSON.parse(${text(schemas)});` +
          `export const READY_CONFIGS = JSON.parse(${text(configs)});`,
      }));
      onLoad({ filter: /[\\/]src[\\/]config[\\/]ready\.ts$/ }, () => ({
        contents: `export const READY_CONFIG = ${text(config)};`,
      }));
    },
  };
}
