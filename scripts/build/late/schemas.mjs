import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import * as zod from 'zod';

import { serversTypes } from '../mcp-sdk.mjs';
import { lateExpressions } from './expressions.mjs';

const LATE = fileURLToPath(new URL('late.mjs', import.meta.url));

const again = Symbol('again');
const ofWhole = Symbol('of the whole');
const WHOLE = '?whole';

/** What of zod makes a schema, as far as it is used; each of it is put off. */
const MAKERS = new Set(
  (
    'any array boolean custom date discriminatedUnion enum int intersection literal null number optional preprocess record ' +
    'string templateLiteral tuple undefined union unknown url'
  ).split(' '),
);

const OBJECT_MAKERS = new Set(['looseObject', 'object', 'strictObject']);

const ALL_MAKERS = new Set([...MAKERS, ...OBJECT_MAKERS]);

/** What of zod takes a schema and does something with it. */
const WORK = new Set(['toJSONSchema']);
/** What of zod neither makes a schema of others nor takes one. */
const REST = new Set(['ZodError', 'ZodObject', 'ZodType', 'iso']);

/**
 * Gives the sources, the built-in plugins and the server's half of the MCP SDK a zod whose schemas are made when they are first looked
 * at. Of 1,655 schemas that a start would make it makes a tenth. Plugins of others get zod itself, or bring their own.
 *
 * @param {string} root
 * @returns {Promise<import('esbuild').Plugin>}
 */
export async function lateSchemas(root) {
  const contents = lateZod(await namesInUse(root));
  return {
    name: 'late-schemas',
    setup({ onLoad, onResolve, resolve: resolveAgain }) {
      onResolve({ filter: /^zod(\/v4)?$/ }, ({ path, kind, importer, pluginData }) => {
        if (pluginData === again) return undefined;
        if (kind === 'dynamic-import') return whole(path, importer);
        const ours =
          /[\\/]@modelcontextprotocol[\\/]/.test(importer) || !/[\\/]node_modules[\\/]/.test(importer);
        return ours
          ? { path: path === 'zod' ? 'z' : 'names', namespace: 'late-zod', sideEffects: false }
          : undefined;
      });
      onResolve({ filter: /^\./ }, ({ path, importer, pluginData }) =>
        pluginData === ofWhole ? whole(path, importer) : undefined,
      );
      onLoad({ filter: /[\\/]zod[\\/].*\.js$/ }, async ({ path, suffix }) =>
        // The languages are left to who leaves them out.
        suffix === WHOLE && !/[\\/]locales[\\/]/.test(path)
          ? { contents: await readFile(path, 'utf8'), pluginData: ofWhole }
          : undefined,
      );
      onLoad({ filter: /[\\/](src|plugins)[\\/].*\.ts$/ }, async ({ path }) =>
        /[\\/]node_modules[\\/]/.test(path) ? undefined : loaded(path, await readFile(path, 'utf8')),
      );
      onLoad({ filter: /[\\/]sdk[\\/]dist[\\/]esm[\\/]types\.js$/ }, async ({ path, suffix }) =>
        suffix === '' ? loaded(path, serversTypes(await readFile(path, 'utf8'))) : undefined,
      );
      onResolve({ filter: /^late-zod$/ }, () => ({
        path: 'names',
        namespace: 'late-zod',
        sideEffects: false,
      }));
      onLoad({ filter: /^z$/, namespace: 'late-zod' }, () => ({
        contents: "export * as z from 'late-zod';",
      }));
      onLoad({ filter: /^names$/, namespace: 'late-zod' }, () => ({ contents, resolveDir: root }));

      /** @param {string} path @param {string} importer */
      async function whole(path, importer) {
        const found = await resolveAgain(path, {
          kind: 'import-statement',
          importer,
          resolveDir: dirname(importer),
          pluginData: again,
        });
        return { path: found.path, suffix: WHOLE, sideEffects: found.sideEffects };
      }
    },
  };
}

/**
 * Files that make no schema are left to who else has something to say of them.
 *
 * @param {string} file
 * @param {string} code
 * @returns {import('esbuild').OnLoadResult | undefined}
 */
function loaded(file, code) {
  const contents = lateExpressions(code, { file, makers: ALL_MAKERS, late: LATE });
  return contents === undefined ? undefined : { contents, loader: file.endsWith('.ts') ? 'ts' : 'js' };
}

/**
 * The module that takes the place of zod.
 *
 * @param {readonly string[]} names
 */
function lateZod(names) {
  /** @param {string} name */
  const value = (name) => {
    if (OBJECT_MAKERS.has(name)) return `/* @__PURE__ */ lateObjectMaker(zod.${name})`;
    if (MAKERS.has(name)) return `/* @__PURE__ */ lateMaker(zod.${name})`;
    if (WORK.has(name)) return `/* @__PURE__ */ onSchemas(zod.${name})`;
    if (REST.has(name)) return `zod.${name}`;
    throw new Error(`z.${name} is new in the sources: say in scripts/build/late/schemas.mjs what it does.`);
  };
  return [
    "import * as zod from './node_modules/zod/v4/classic/external.js';",
    `import { lateMaker, lateObjectMaker, onSchemas } from ${JSON.stringify(LATE)};`,
    ...names.map((name) => `const late_${name} = ${value(name)};`),
    `export { ${names.map((name) => `late_${name} as ${name}`).join(', ')} };`,
  ].join('\n');
}

/**
 * The names of zod that something of ours, or the MCP SDK, uses as a value.
 *
 * @param {string} root
 */
async function namesInUse(root) {
  const sdk = join(
    dirname(fileURLToPath(import.meta.resolve('@modelcontextprotocol/sdk/types.js'))),
    'types.js',
  );
  const files = [sdk];
  for (const folder of ['src', 'plugins'])
    for (const entry of await readdir(join(root, folder), { recursive: true }))
      if (entry.endsWith('.ts')) files.push(join(root, folder, entry));
  const names = new Set();
  for (const file of files)
    for (const [, name = ''] of (await readFile(file, 'utf8')).matchAll(/\bz\.(\w+)\b(?!<)/g))
      if (name in zod && name !== 'core') names.add(name);
  return [...names].sort();
}
