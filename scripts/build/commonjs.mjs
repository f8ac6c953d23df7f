import { readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { build } from 'esbuild';

import { commonJs, requireLate, writeNativeImport } from './dynamic-imports.mjs';

/**
 * @typedef {import('esbuild').Metafile['outputs'][string]} Output
 * @typedef {ReadonlyMap<string, Output>} Outputs by file name, which is unique
 */

/** What starts, and the file that everything it loads at once is joined into; a later one leaves out what an earlier one has. */
const starts = /** @type {const} */ ([
  ['src/plugin/index.ts', 'plugin-api.js'],
  // The little that it loads at once beside that; what serves is loaded when it serves.
  ['src/index.ts', 'plugin-api.js'],
  ['src/cli/bin.ts', 'command.js'],
  ['src/cli/serve.ts', 'server.js'],
]);

/**
 * Turns what was bundled into CommonJS, which splitting does not make, and whose compiled form can be kept (src/boot). And joins
 * the chunks that are always loaded together: esbuild makes one for every set of entries that share some code, and a start would
 * find and read some thirty files, most of them of a few hundred bytes.
 *
 * @param {{ outdir: string, metafile: import('esbuild').Metafile, banner: string }} options
 */
export async function writeCommonJs({ outdir, metafile, banner }) {
  const outputs = new Map(Object.entries(metafile.outputs).map(([path, output]) => [basename(path), output]));
  const joined = joinedInto(outputs);
  /** @type {Map<string, string>} */
  const written = new Map();
  /** @param {import('esbuild').BuildOptions} what @param {string} place @param {string} [own] */
  const rewrite = async (what, place, own) => {
    const { outputFiles } = await build({
      ...what,
      bundle: true,
      format: 'cjs',
      platform: 'node',
      target: 'node20',
      // Read as Latin-1, whose strings take half the memory.
      charset: 'ascii',
      minify: true,
      legalComments: 'none',
      banner: { js: '"use strict";' },
      define: { 'import.meta.url': 'import_meta_url' },
      write: false,
      logLevel: 'error',
      // What was left out of the bundle stays out.
      packages: 'external',
      plugins: [joining({ outputs, joined, banner, own, folder: place.includes('/') ? './' : './chunks/' })],
    });
    written.set(place, requireLate(outputFiles?.[0]?.text ?? '', place, new Set(outputs.keys())));
  };

  for (const file of new Set(starts.map(([, into]) => into))) {
    const members = [...joined].filter(([, into]) => into === file).map(([chunk]) => chunk);
    const contents = members.map((chunk) => passOn(outputs, chunk, `./${chunk}`, 'out')).join('\n');
    await rewrite({ stdin: { contents, resolveDir: join(outdir, 'chunks') } }, `chunks/${file}`, file);
  }
  const places = Object.keys(metafile.outputs)
    .filter((path) => path.endsWith('.js'))
    .map((path) => (path.includes('/chunks/') ? `chunks/${basename(path)}` : basename(path)));
  for (const place of places)
    if (!joined.has(basename(place))) await rewrite({ entryPoints: [join(outdir, place)] }, place);
  for (const place of places) await rm(join(outdir, place));
  for (const [place, code] of written) await writeFile(join(outdir, commonJs(place)), code);
  await writeNativeImport(outdir);
}

/**
 * For every chunk that is joined the file it goes into, in the order in which they run.
 *
 * @param {Outputs} outputs
 */
function joinedInto(outputs) {
  /** @type {Map<string, string>} */
  const into = new Map();
  for (const [entryPoint, file] of starts) {
    const entry = [...outputs].find(([, output]) => output.entryPoint === entryPoint);
    if (entry === undefined) throw new Error(`Nothing was bundled for ${entryPoint}.`);
    /** @param {string} chunk */
    const visit = (chunk) => {
      if (into.has(chunk)) return;
      for (const { path, kind } of outputs.get(chunk)?.imports ?? [])
        if (kind === 'import-statement' && outputs.has(basename(path))) visit(basename(path));
      if (chunk !== entry[0]) into.set(chunk, file);
    };
    visit(entry[0]);
  }
  return into;
}

/**
 * @param {{ outputs: Outputs, joined: ReadonlyMap<string, string>, banner: string, own: string | undefined, folder: string }} options
 * @returns {import('esbuild').Plugin}
 */
const joining = ({ outputs, joined, banner, own, folder }) => ({
  name: 'joining',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^\.\.?\/.*\.js$/ }, ({ path, kind, namespace, resolveDir }) => {
      const into = joined.get(basename(path));
      if (kind === 'dynamic-import') return { path, external: true };
      if (namespace === 'elsewhere' || into === undefined) return { path: commonJs(path), external: true };
      return into === own
        ? { path: join(resolveDir, path) }
        : { path: basename(path), namespace: 'elsewhere', pluginData: into };
    });
    onLoad({ filter: /.*/, namespace: 'elsewhere' }, ({ path, pluginData: into }) => ({
      contents: passOn(outputs, path, `${folder}${into}`, 'in'),
    }));
    onLoad({ filter: /\.js$/ }, async ({ path }) => ({
      // CommonJS has a `require`.
      contents: (await readFile(path, 'utf8')).replace(banner, ''),
    }));
  },
});

/**
 * A module that passes on what a chunk exports, on the way out of it under names that no other chunk has, or back in.
 *
 * @param {Outputs} outputs
 * @param {string} chunk
 * @param {string} from
 * @param {'out' | 'in'} way
 */
function passOn(outputs, chunk, from, way) {
  const prefix = chunk.replace(/\.js$/, '').replace(/\W/g, '_');
  const names = (outputs.get(chunk)?.exports ?? []).map((name) =>
    way === 'out' ? `${name} as ${prefix}_${name}` : `${prefix}_${name} as ${name}`,
  );
  return names.length === 0
    ? `import ${JSON.stringify(from)};`
    : `export { ${names.join(', ')} } from ${JSON.stringify(from)};`;
}
