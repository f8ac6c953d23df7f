import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

const again = Symbol('again');

/**
 * For Node the AWS SDK resolves to CommonJS, of which nothing can be left out. Beside it lie the same files as modules: with them
 * only the commands that are used are bundled, and the first call to AWS is two and a half times as quick.
 *
 * @type {import('esbuild').Plugin}
 */
export const awsAsModules = {
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
 * jiti reads its compiler from a file beside itself when it first compiles something. In a bundle that is a file beside the chunk.
 *
 * @type {import('esbuild').Plugin}
 */
export const jitiWithItsCompiler = {
  name: 'jiti-with-its-compiler',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]jiti[\\/]lib[\\/]jiti\.mjs$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace('createRequire(import.meta.url)(', 'require('),
    }));
    onLoad({ filter: /[\\/]jiti[\\/]dist[\\/]babel\.cjs$/ }, async ({ path }) => ({
      contents: await readFile(path),
      loader: 'copy',
    }));
  },
};

/**
 * zod's messages in all the other languages are more than half of it; mcm writes its own sentences.
 *
 * @type {import('esbuild').Plugin}
 */
export const zodInEnglish = {
  name: 'zod-in-english',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
    }));
  },
};

/**
 * For Node jsonc-parser resolves to UMD, whose parts esbuild cannot see. Beside it lie the same files as modules.
 *
 * @type {import('esbuild').Plugin}
 */
export const jsoncParserAsModules = {
  name: 'jsonc-parser-as-modules',
  setup({ onResolve, resolve: resolveAgain }) {
    onResolve({ filter: /^jsonc-parser$/ }, ({ importer, resolveDir }) =>
      resolveAgain('jsonc-parser/lib/esm/main.js', { importer, kind: 'import-statement', resolveDir }),
    );
  },
};
