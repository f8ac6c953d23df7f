import { resolve } from 'node:path';

import { cyclonedxEsbuildPlugin } from '@cyclonedx/cyclonedx-esbuild';
import { build } from 'esbuild';

import { bundleBoot, writeEntries } from './boot.mjs';
import { chartPage } from './chart-page.mjs';
import { writeCommonJs } from './commonjs.mjs';
import { lateCrypto } from './late/crypto.mjs';
import { lateSchemas } from './late/schemas.mjs';
import { pinoApart } from './pino.mjs';
import { readySchemas } from './ready-schemas.mjs';
import { sourceOptions } from './source-options.mjs';

/**
 * Bundles the program and the public entries. Splitting keeps one copy of `src/plugin` for all of them, and turns
 * what is imported at first use (cloud plugins, SDKs, config loaders) into files of their own in chunks/.
 *
 * @param {{ root: string, outdir: string, version: string }} options
 * @returns {Promise<import('esbuild').Metafile>}
 */
export async function bundle({ root, outdir, version }) {
  const shared = sourceOptions(version);
  /** @type {import('esbuild').Metafile[]} */
  const apart = [];
  const { metafile } = await build({
    ...shared,
    absWorkingDir: root,
    outdir,
    entryPoints: {
      program: 'src/cli/bin.ts',
      index: 'src/index.ts',
      plugin: 'src/plugin/index.ts',
      policies: 'src/policies/index.ts',
      testing: 'src/testing/index.ts',
      // The process that `mcm plugin validate` loads a plugin in.
      'lint-child': 'src/lint/child/program.ts',
    },
    chunkNames: 'chunks/[name]-[hash]',
    splitting: true,
    minify: true,
    legalComments: 'none',
    metafile: true,
    plugins: [
      lateCrypto,
      pinoApart(apart),
      await lateSchemas(root),
      ...(shared.plugins ?? []),
      await readySchemas({ root, version }),
      chartPage({ root, version }),
      seeingPackages(
        cyclonedxEsbuildPlugin({
          specVersion: '1.6',
          outputFile: resolve(outdir, 'sbom.cdx.json'),
          outputReproducible: true,
          validate: true,
          logLevel: 'silent',
        }),
        apart,
      ),
    ],
  });
  await writeCommonJs({ outdir, metafile, banner: shared.banner?.['js'] ?? '' });
  await writeEntries({ outdir, metafile, names: ['index', 'plugin', 'policies', 'testing'] });
  await bundleBoot({ root, outdir });
  return whole(metafile, apart);
}

/**
 * All that is shipped, also what is a file of its own.
 *
 * @param {import('esbuild').Metafile} metafile
 * @param {readonly import('esbuild').Metafile[]} apart
 * @returns {import('esbuild').Metafile}
 */
function whole(metafile, apart) {
  const all = [metafile, ...apart];
  return {
    inputs: Object.assign({}, ...all.map(({ inputs }) => inputs)),
    outputs: Object.assign({}, ...all.map(({ outputs }, index) => named(outputs, index))),
  };
}

/**
 * Files that were not written have no name yet, all the same.
 *
 * @param {import('esbuild').Metafile['outputs']} outputs
 * @param {number} index
 */
const named = (outputs, index) =>
  Object.fromEntries(
    Object.entries(outputs).map(([path, output]) => [index === 0 ? path : `${path}?${index}`, output]),
  );

/**
 * The bill of materials names packages: to it both halves of the MCP SDK are one.
 *
 * @param {import('esbuild').Plugin} bill
 * @param {readonly import('esbuild').Metafile[]} apart
 * @returns {import('esbuild').Plugin}
 */
function seeingPackages(bill, apart) {
  /** @param {import('esbuild').BuildResult} result */
  const asOne = (result) => ({
    ...result,
    metafile: JSON.parse(
      JSON.stringify(whole(result.metafile ?? { inputs: {}, outputs: {} }, apart)).replaceAll('?client', ''),
    ),
  });
  return {
    ...bill,
    setup: (build) =>
      bill.setup({ ...build, onEnd: (callback) => build.onEnd((result) => callback(asOne(result))) }),
  };
}
