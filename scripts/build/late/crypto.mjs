/** What the sources take of Node's crypto; another name does not build. */
const NAMES = [
  'createCipheriv',
  'createDecipheriv',
  'createHash',
  'createHmac',
  'hash',
  'randomBytes',
  'randomUUID',
];

/**
 * Loads Node's crypto when the first hash is made. A start makes none, and crypto takes as long to load as all of mcm's own code.
 *
 * @type {import('esbuild').Plugin}
 */
export const lateCrypto = {
  name: 'late-crypto',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^node:crypto$/ }, ({ importer }) =>
      /[\\/]node_modules[\\/]/.test(importer)
        ? undefined
        : { path: 'crypto', namespace: 'late-crypto', sideEffects: false },
    );
    onLoad({ filter: /.*/, namespace: 'late-crypto' }, () => ({
      contents: NAMES.map(
        (name) =>
          `export const ${name} = (...given) => process.getBuiltinModule('node:crypto').${name}(...given);`,
      ).join('\n'),
    }));
  },
};
