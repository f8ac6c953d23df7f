/**
 * Builds dist/: the bundled program and library, their types, the licences of what is bundled, a bill of
 * materials, the JSON Schema of the config, and the templates of new plugins. A failed build leaves no dist/ behind.
 */
import { readFileSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { bundle } from './build/bundle.mjs';
import { writeConfigSchema } from './build/config-schema.mjs';
import { writeNotices } from './build/notices.mjs';
import { bundleTypes } from './build/types.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const outdir = resolve(root, 'dist');
const { version } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'));

await rm(outdir, { recursive: true, force: true });
try {
  const metafile = await bundle({ root, outdir, version });
  const rest = await Promise.allSettled([
    writeNotices({ root, outdir, metafile }),
    writeConfigSchema({ root, outdir, version }),
    bundleTypes({ root, outdir }),
    cp(resolve(root, 'templates'), resolve(outdir, 'templates'), { recursive: true }),
  ]);
  const failed = rest.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
} catch (error) {
  await rm(outdir, { recursive: true, force: true });
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
