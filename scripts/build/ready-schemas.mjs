import { evaluate } from './evaluate.mjs';

/**
 * Puts the JSON Schemas of the tools that come with mcm into the bundle.
 *
 * @param {{ root: string, version: string }} options
 * @returns {Promise<import('esbuild').Plugin>}
 */
export async function readySchemas({ root, version }) {
  const schemas = await evaluate({ root, version, entry: 'src/host/ready-schemas-of.ts' }, (module) =>
    module.readySchemas(),
  );
  // To read JSON is quicker than to read the same as code.
  const text = JSON.stringify(JSON.stringify(schemas));
  return {
    name: 'ready-schemas',
    setup({ onLoad }) {
      onLoad({ filter: /[\\/]src[\\/]host[\\/]ready-schemas\.ts$/ }, () => ({
        contents: `export const READY_SCHEMAS = JSON.parse(${text});`,
      }));
    },
  };
}
