import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import { evaluate } from './evaluate.mjs';

/**
 * Writes the JSON Schemas of the config and of a managed config, for editors of JSON and YAML, from the zod schemas themselves.
 *
 * @param {{ root: string, outdir: string, version: string }} options
 */
export async function writeConfigSchema({ root, outdir, version }) {
  const schemas = await evaluate({ root, version, entry: 'src/config/json-schema.ts' }, (module) => ({
    'config.schema.json': module.configJsonSchema(),
    'managed.schema.json': module.managedJsonSchema(),
  }));
  for (const [name, schema] of Object.entries(schemas))
    await writeFile(resolve(outdir, name), `${JSON.stringify(schema, null, 2)}\n`);
}
