import { readFile } from 'node:fs/promises';

const ofClient = Symbol('of the client');
/** Marks our own question to esbuild, so that this plugin does not answer it again. */
const again = Symbol('again');

/** Whose imports of the SDK mean the client's half: the demo and the testing kit, which speak to a server. */
const clients = /[\\/]src[\\/](testing|cli[\\/]demo)[\\/]/;

/**
 * The MCP SDK in two halves. Every start loads the server's, without what a server of mcm never uses; the client's, which only
 * the demo and the testing kit load, is whole. A third of all the schemas that a start would make are left out this way.
 *
 * @type {import('esbuild').Plugin}
 */
export const mcpSdkInHalves = {
  name: 'mcp-sdk-in-halves',
  setup({ onLoad, onResolve, resolve: resolveAgain }) {
    onResolve({ filter: /^(@modelcontextprotocol\/sdk\/|\.)/ }, async (given) => {
      const { path, importer, kind, resolveDir, pluginData } = given;
      if (pluginData === again) return undefined;
      const inside = pluginData === ofClient && path.startsWith('.');
      if (!inside && !(path.startsWith('@') && clients.test(importer))) return undefined;
      const found = await resolveAgain(path, { importer, kind, resolveDir, pluginData: again });
      return { ...found, suffix: '?client' };
    });
    onLoad(
      { filter: /[\\/]@modelcontextprotocol[\\/]sdk[\\/]dist[\\/]esm[\\/].*\.js$/ },
      async ({ path, suffix }) => {
        if (suffix === '?client') return { contents: await readFile(path, 'utf8'), pluginData: ofClient };
        if (/[\\/]ajv-provider\.js$/.test(path)) return { contents: noValidator };
        if (/[\\/]zod-compat\.js$/.test(path)) return { contents: readOnce(await readFile(path, 'utf8')) };
        if (/[\\/]types\.js$/.test(path)) return { contents: serversTypes(await readFile(path, 'utf8')) };
        return undefined;
      },
    );
  },
};

/**
 * The protocol's schemas, as the server's half has them.
 *
 * @param {string} source
 */
export const serversTypes = (source) => withPureSchemas(readOnce(source));

/** `src/mcp` gives the server a validator of its own, so that the SDK never makes this one, which would bring ajv. */
const noValidator = `
export class AjvJsonSchemaValidator {
  getValidator() {
    throw new Error('Schemas are not checked here.');
  }
}
`;

/**
 * zod compiles a schema of an object when it first reads with it. Of the protocol's messages most are read once or twice in a session, so
 * that compiling takes longer than reading.
 *
 * @param {string} source
 */
function readOnce(source) {
  return source
    .replaceAll(/(Schema\.safeParse\(value)\)/g, '$1, { jitless: true })')
    .replaceAll(/(z4mini\.safeParse\(schema, data)\)/g, '$1, { jitless: true })');
}

/**
 * Marks what makes a schema as free of side effects, so that esbuild leaves out the schemas that nobody uses. Comments stay as
 * they are: a comment within one would end it.
 *
 * @param {string} source
 */
function withPureSchemas(source) {
  return source
    .split('\n')
    .map((line) =>
      /^\s*(\/\*|\*|\/\/)/.test(line)
        ? line
        : line.replace(/(?<![.\w])(z|\w+Schema)\.(?=[a-z])/g, '/* @__PURE__ */ $&'),
    )
    .join('\n');
}
