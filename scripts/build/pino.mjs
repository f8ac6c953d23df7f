import { readFile } from 'node:fs/promises';

import { build } from 'esbuild';

/** Marks our own question to esbuild, so that this plugin does not answer it again. */
const again = Symbol('again');

/**
 * pino and pino-pretty as files of their own, which are read at once when the first line is written: a start writes none. An `import()`
 * would come too late for a line that is the last one.
 *
 * @param {import('esbuild').Metafile[]} metafiles gets what went into the files, whose licences are shipped too
 * @returns {import('esbuild').Plugin}
 */
export function pinoApart(metafiles) {
  return {
    name: 'pino-apart',
    setup({ initialOptions, onLoad, onResolve, resolve }) {
      onLoad({ filter: /[\\/]src[\\/]log[\\/]late\.ts$/ }, async ({ path }) => ({
        contents: (await readFile(path, 'utf8')).replaceAll('createRequire(import.meta.url)(', 'require('),
        loader: 'ts',
      }));
      onResolve({ filter: /^pino(-pretty)?$/ }, async ({ path, kind, resolveDir, importer, pluginData }) => {
        if (kind !== 'require-call' || pluginData === again) return undefined;
        const found = await resolve(path, { kind, resolveDir, importer, pluginData: again });
        return { path: `${path}.cjs`, namespace: 'apart', pluginData: found.path };
      });
      onLoad({ filter: /.*/, namespace: 'apart' }, async ({ pluginData: entry }) => {
        const { metafile, outputFiles } = await build({
          absWorkingDir: initialOptions.absWorkingDir ?? process.cwd(),
          entryPoints: [entry],
          bundle: true,
          format: 'cjs',
          platform: 'node',
          target: 'node20',
          minify: true,
          legalComments: 'none',
          metafile: true,
          write: false,
          logLevel: 'warning',
        });
        metafiles.push(metafile);
        return { contents: outputFiles[0]?.contents ?? '', loader: 'copy' };
      });
    },
  };
}
