import { chmod, writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';

import { build } from 'esbuild';

/**
 * The file that is started, by itself: it loads the others.
 *
 * @param {{ root: string, outdir: string }} options
 */
export async function bundleBoot({ root, outdir }) {
  const outfile = resolve(outdir, 'cli.cjs');
  await build({
    absWorkingDir: root,
    entryPoints: ['src/boot/program.ts'],
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    minify: true,
    banner: { js: '#!/usr/bin/env node\n"use strict";' },
    logLevel: 'warning',
  });
  await chmod(outfile, 0o755);
}

/**
 * What others import, as a module: Node.js finds no names in CommonJS that was made smaller.
 *
 * @param {{ outdir: string, metafile: import('esbuild').Metafile, names: readonly string[] }} options
 */
export async function writeEntries({ outdir, metafile, names }) {
  for (const [path, { exports }] of Object.entries(metafile.outputs)) {
    const name = basename(path, '.js');
    if (path.includes('/chunks/') || !names.includes(name)) continue;
    const code = `import all from './${name}.cjs';\nexport const { ${exports.join(', ')} } = all;\n`;
    await writeFile(resolve(outdir, `${name}.js`), code);
  }
}
