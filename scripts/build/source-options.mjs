import { mcpSdkInHalves } from './mcp-sdk.mjs';
import { namedExportsOfCommonJs } from './named-exports.mjs';
import { awsAsModules, jitiWithItsCompiler, jsoncParserAsModules, zodInEnglish } from './packages.mjs';

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
    // Escapes would take twice the bytes for each Chinese character.
    charset: 'utf8',
    conditions: ['mcm-source'],
    define: { __MCM_VERSION__: JSON.stringify(version) },
    // cosmiconfig can load TypeScript by itself with the compiler; mcm never lets it (it has its own loader).
    external: ['typescript'],
    banner: {
      js: "import{createRequire as __mcmRequire}from'node:module';const require=__mcmRequire(import.meta.url);",
    },
    plugins: [
      awsAsModules,
      jitiWithItsCompiler,
      jsoncParserAsModules,
      zodInEnglish,
      mcpSdkInHalves,
      namedExportsOfCommonJs,
    ],
    logLevel: 'warning',
  };
}
