import { resolve } from 'node:path';

import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';

/** What a user's compiler may be asked to find: Node's own types, and zod, which plugins write schemas with. */
const mayImport = /^(node:.*|zod)$/;

/**
 * Bundles the types of the public entries. What they share is one file in chunks/, so that a class means the same
 * type from whichever entry it comes.
 *
 * @param {{ root: string, outdir: string }} options
 */
export async function bundleTypes({ root, outdir }) {
  const build = await rollup({
    input: {
      index: resolve(root, 'src/index.ts'),
      plugin: resolve(root, 'src/plugin/index.ts'),
      policies: resolve(root, 'src/policies/index.ts'),
      testing: resolve(root, 'src/testing/index.ts'),
    },
    external: mayImport,
    plugins: [
      dts({
        tsconfig: resolve(root, 'tsconfig.json'),
        compilerOptions: { noEmit: false, declaration: true, allowJs: false, checkJs: false, rootDir: root },
        includeExternal: ['tsyringe'],
      }),
    ],
    onwarn({ message }) {
      throw new Error(`types: ${message}`);
    },
  });
  const { output } = await build.write({
    dir: outdir,
    format: 'es',
    entryFileNames: '[name].d.ts',
    chunkFileNames: 'chunks/[name].d.ts',
  });
  await build.close();
  const ours = new Set(output.map(({ fileName }) => fileName));
  for (const file of output) {
    const foreign =
      file.type === 'chunk' ? file.imports.filter((name) => !ours.has(name) && !mayImport.test(name)) : [];
    if (foreign.length > 0) {
      throw new Error(
        `types: ${file.fileName} needs the types of ${foreign.join(', ')}, which a user does not have`,
      );
    }
  }
}
