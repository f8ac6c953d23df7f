import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { build } from 'esbuild';

import { sourceOptions } from './source-options.mjs';

/**
 * Imports a source file as the program would, and asks it what the build needs to know.
 *
 * @template T
 * @param {{ root: string, version: string, entry: string }} options
 * @param {(module: any) => T | Promise<T>} ask
 * @returns {Promise<T>}
 */
export async function evaluate({ root, version, entry }, ask) {
  const folder = await mkdtemp(join(tmpdir(), 'mcm-build-'));
  try {
    await build({
      ...sourceOptions(version),
      absWorkingDir: root,
      entryPoints: [entry],
      entryNames: 'entry',
      outExtension: { '.js': '.mjs' },
      outdir: folder,
      splitting: true,
    });
    return await ask(await import(pathToFileURL(join(folder, 'entry.mjs')).href));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
