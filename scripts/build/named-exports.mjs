import { builtinModules } from 'node:module';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Node gives `import()` of a CommonJS package its named exports; esbuild's chunk for it has only a default one.
 * This puts a module in front that names them, so that the built program imports as the sources do under test.
 *
 * @type {import('esbuild').Plugin}
 */
export const namedExportsOfCommonJs = {
  name: 'named-exports-of-commonjs',
  setup({ onResolve, onLoad, resolve }) {
    onResolve({ filter: /^[@a-z]/ }, async ({ path, kind, importer, resolveDir, pluginData }) => {
      if (kind !== 'dynamic-import' || path.startsWith('node:') || builtinModules.includes(path))
        return undefined;
      if (pluginData === inFront) return undefined;
      const found = await resolve(path, { kind, importer, resolveDir, pluginData: inFront });
      if (found.external || found.errors.length > 0 || !found.path.includes('node_modules')) return found;
      const names = await commonJsNames(found.path);
      if (names.length === 0) return found;
      return { path, namespace: 'named-exports', pluginData: { names, file: found.path } };
    });
    onLoad({ filter: /.*/, namespace: 'named-exports' }, ({ pluginData: { names, file } }) => ({
      contents: [
        `const all = require(${JSON.stringify(file)});`,
        'export default all;',
        `export const { ${names.join(', ')} } = all;`,
      ].join('\n'),
      resolveDir: dirname(file),
    }));
  },
};

/** Marks our own question to esbuild, so that this plugin does not answer it again. */
const inFront = Symbol('in front');

/**
 * The names that Node finds on a CommonJS file besides `default`; none for an ES module.
 *
 * @param {string} file
 */
async function commonJsNames(file) {
  const { default: whole, ...named } = await import(pathToFileURL(file).href);
  const names = Object.keys(named).filter((name) => /^[A-Za-z$][\w$]*$/.test(name));
  return names.every((name) => whole?.[name] === named[name]) ? names : [];
}
