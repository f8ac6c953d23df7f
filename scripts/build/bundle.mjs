import { chmod, readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import { cyclonedxEsbuildPlugin } from '@cyclonedx/cyclonedx-esbuild';
import { build } from 'esbuild';

import { mcpSdkInHalves } from './mcp-sdk.mjs';
import { namedExportsOfCommonJs } from './named-exports.mjs';
import { awsAsModules, jitiWithItsCompiler, zodInEnglish } from './packages.mjs';

/**
 * What every bundle of the sources needs: our own package's subpaths mean the sources, the version comes from
 * package.json, and CommonJS packages that call `require` of a Node module get a real one.
 *
 * @param {string} version
 * @returns {import('esbuild').BuildOptions}
 */
export function sourceOptions(version) {
  return {
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    conditions: ['mcm-source'],
    define: { __MCM_VERSION__: JSON.stringify(version) },
    // cosmiconfig can load TypeScript by itself with the compiler; mcm never lets it (it has its own loader).
    external: ['typescript'],
    banner: {
      js: "import{createRequire as __mcmRequire}from'node:module';const require=__mcmRequire(import.meta.url);",
    },
    plugins: [awsAsModules, jitiWithItsCompiler, zodInEnglish, mcpSdkInHalves, namedExportsOfCommonJs],
    logLevel: 'warning',
  };
}

/**
 * Bundles the program and the public entries. Splitting keeps one copy of `src/plugin` for all of them, and turns
 * what is imported at first use (cloud plugins, SDKs, config loaders) into files of their own in chunks/.
 *
 * @param {{ root: string, outdir: string, version: string }} options
 * @returns {Promise<import('esbuild').Metafile>}
 */
export async function bundle({ root, outdir, version }) {
  const shared = sourceOptions(version);
  const { metafile } = await build({
    ...shared,
    absWorkingDir: root,
    outdir,
    entryPoints: {
      cli: 'src/cli/bin.ts',
      index: 'src/index.ts',
      plugin: 'src/plugin/index.ts',
      testing: 'src/testing/index.ts',
    },
    chunkNames: 'chunks/[name]-[hash]',
    splitting: true,
    minify: true,
    legalComments: 'none',
    metafile: true,
    plugins: [
      ...(shared.plugins ?? []),
      seeingPackages(
        cyclonedxEsbuildPlugin({
          specVersion: '1.6',
          outputFile: resolve(outdir, 'sbom.cdx.json'),
          outputReproducible: true,
          validate: true,
          logLevel: 'silent',
        }),
      ),
    ],
  });
  await makeExecutable(resolve(outdir, 'cli.js'));
  return metafile;
}

/**
 * The bill of materials names packages: to it both halves of the MCP SDK are one.
 *
 * @param {import('esbuild').Plugin} bill
 * @returns {import('esbuild').Plugin}
 */
function seeingPackages(bill) {
  /** @param {import('esbuild').BuildResult} result */
  const asOne = (result) => ({
    ...result,
    metafile: JSON.parse(JSON.stringify(result.metafile).replaceAll('?client', '')),
  });
  return {
    ...bill,
    setup: (build) =>
      bill.setup({ ...build, onEnd: (callback) => build.onEnd((result) => callback(asOne(result))) }),
  };
}

/** @param {string} file */
async function makeExecutable(file) {
  const code = await readFile(file, 'utf8');
  await writeFile(file, `#!/usr/bin/env node\n${code}`);
  await chmod(file, 0o755);
}
