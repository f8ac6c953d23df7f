import { existsSync } from 'node:fs';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import { cyclonedxEsbuildPlugin } from '@cyclonedx/cyclonedx-esbuild';
import { build } from 'esbuild';

import { namedExportsOfCommonJs } from './named-exports.mjs';

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
    plugins: [awsAsModules, jitiWithItsCompiler, zodInEnglish, namedExportsOfCommonJs],
    logLevel: 'warning',
  };
}

const again = Symbol('again');

/**
 * For Node the AWS SDK resolves to CommonJS, of which nothing can be left out. Beside it lie the same files as modules: with them
 * only the commands that are used are bundled, and the first call to AWS is two and a half times as quick.
 *
 * @type {import('esbuild').Plugin}
 */
const awsAsModules = {
  name: 'aws-as-modules',
  setup({ onResolve, resolve: resolveAgain }) {
    onResolve({ filter: /^@(aws-sdk|smithy)\// }, async ({ path, importer, resolveDir, pluginData }) => {
      if (pluginData === again) return undefined;
      const found = await resolveAgain(path, {
        kind: 'import-statement',
        importer,
        resolveDir,
        pluginData: again,
      });
      const module = found.path.replace(/([\\/])dist-cjs([\\/]index\.js)$/, '$1dist-es$2');
      return existsSync(module) ? { ...found, path: module } : found;
    });
  },
};

/**
 * jiti's default entry reads its compiler from a file beside itself, which a bundle does not have; its
 * `static` entry imports it.
 *
 * @type {import('esbuild').Plugin}
 */
const jitiWithItsCompiler = {
  name: 'jiti-static',
  setup({ onResolve, resolve: resolveAgain }) {
    onResolve({ filter: /^jiti$/ }, ({ importer, kind, resolveDir }) =>
      resolveAgain('jiti/static', { importer, kind, resolveDir }),
    );
  },
};

/**
 * zod's messages in all the other languages are more than half of it; mcm writes its own sentences.
 *
 * @type {import('esbuild').Plugin}
 */
const zodInEnglish = {
  name: 'zod-in-english',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
    }));
  },
};

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
      cyclonedxEsbuildPlugin({
        specVersion: '1.6',
        outputFile: resolve(outdir, 'sbom.cdx.json'),
        outputReproducible: true,
        validate: true,
        logLevel: 'silent',
      }),
    ],
  });
  await makeExecutable(resolve(outdir, 'cli.js'));
  return metafile;
}

/** @param {string} file */
async function makeExecutable(file) {
  const code = await readFile(file, 'utf8');
  await writeFile(file, `#!/usr/bin/env node\n${code}`);
  await chmod(file, 0o755);
}
