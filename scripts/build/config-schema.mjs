import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import { evaluate } from './evaluate.mjs';

/**
 * Writes the JSON Schema of the config, for editors of JSON and YAML configs, from the zod schema itself.
 *
 * @param {{ root: string, outdir: string, version: string }} options
 */
export async function writeConfigSchema({ root, outdir, version }) {
  const schema = await evaluate({ root, version, entry: 'src/config/json-schema.ts' }, (module) =>
    module.configJsonSchema(),
  );
  await writeFile(resolve(outdir, 'config.schema.json'), `${JSON.stringify(schema, null, 2)}\n`);
}
