import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { build } from 'esbuild';

import { sourceOptions } from './bundle.mjs';

/**
 * Writes the JSON Schema of the config, for editors of JSON and YAML configs, from the zod schema itself.
 *
 * @param {{ root: string, outdir: string, version: string }} options
 */
export async function writeConfigSchema({ root, outdir, version }) {
  const folder = await mkdtemp(join(tmpdir(), 'mcm-config-schema-'));
  try {
    const outfile = join(folder, 'json-schema.mjs');
    await build({
      ...sourceOptions(version),
      absWorkingDir: root,
      entryPoints: ['src/config/json-schema.ts'],
      outfile,
    });
    const { configJsonSchema } = await import(pathToFileURL(outfile).href);
    const schema = JSON.stringify(configJsonSchema(), null, 2);
    await writeFile(resolve(outdir, 'config.schema.json'), `${schema}\n`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
