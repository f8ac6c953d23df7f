import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';

import { apiReport } from './api-report.mjs';

/** The public entries by what people import, each with its source. */
const ENTRIES = Object.freeze({
  index: 'src/index.ts',
  plugin: 'src/plugin/index.ts',
  policies: 'src/policies/index.ts',
  testing: 'src/testing/index.ts',
});

/**
 * The public API as people's compilers see it: a report for each entry, `plugin` and so on. What an entry takes from
 * `multi-cloud-manager/plugin` is named there and not told again.
 *
 * @param {string} root
 * @returns {Promise<Map<string, string>>}
 */
export async function apiReports(root) {
  /** @type {Map<string, string>} */
  const reports = new Map();
  const paths = await librariesInside(root);
  // One after the other: each holds a whole program of the compiler in memory.
  for (const [name, file] of Object.entries(ENTRIES)) {
    reports.set(name, apiReport(name, await declarations(root, file, paths)));
  }
  return reports;
}

/** What public types may name, and what its types need themselves. */
const ALLOWED = /^(zod|tsyringe|reflect-metadata|@types\/.*)$/;

/**
 * All other libraries, as the compiler is told to pass them over: the SDKs of clouds are most of what it would have to read.
 *
 * @param {string} root
 * @returns {Promise<Record<string, string[]>>}
 */
async function librariesInside(root) {
  const { devDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const names = Object.keys(devDependencies).filter((name) => !ALLOWED.test(name));
  const nothing = [join(root, 'scripts/docs/nothing.d.ts')];
  return Object.fromEntries(names.flatMap((name) => [name, `${name}/*`]).map((name) => [name, nothing]));
}

/**
 * The declarations of an entry in one file, without dist/ and without chunks.
 *
 * @param {string} root
 * @param {string} file
 * @param {Record<string, string[]>} paths
 */
async function declarations(root, file, paths) {
  const build = await rollup({
    input: join(root, file),
    external: /^(node:.*|zod|multi-cloud-manager\/plugin)$/,
    plugins: [
      dts({
        tsconfig: join(root, 'tsconfig.json'),
        compilerOptions: {
          ...{ noEmit: false, declaration: true, allowJs: false, checkJs: false },
          ...{ rootDir: root, paths },
        },
        includeExternal: ['tsyringe'],
      }),
    ],
    onwarn({ message }) {
      throw new Error(`${file}: ${message}`);
    },
  });
  try {
    const { output } = await build.generate({ format: 'es' });
    return output[0].code;
  } finally {
    await build.close();
  }
}
