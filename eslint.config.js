import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

import { importRule } from './scripts/architecture/import-rule.mjs';

const noStdout = {
  object: 'process',
  property: 'stdout',
  message: 'stdout belongs to MCP; write to the injected logger.',
};
const noEnv = {
  object: 'process',
  property: 'env',
  message: 'Take the environment as a parameter; only src/cli and src/host/serve-own.ts read the real one.',
};
const noDefaultExport = {
  selector: 'ExportDefaultDeclaration, ExportSpecifier[exported.name="default"]',
  message: 'Name what is exported; only plugins and config files have a default export.',
};

export default defineConfig(
  { ignores: ['dist/', 'coverage/', 'node_modules/', 'test/runtimes/node_modules/'] },
  // A rule is turned off here, for everyone and with a reason, or not at all.
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { mcm: { rules: { imports: importRule } } },
    rules: {
      eqeqeq: 'error',
      'mcm/imports': 'error',
      'no-restricted-syntax': ['error', noDefaultExport],
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-ignore': true, 'ts-nocheck': true, 'ts-expect-error': true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // `(x) => log(x)` is read as "call it", not as "return undefined".
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // tsyringe's classes may be all decorator.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // Against what tsconfig asks for (noPropertyAccessFromIndexSignature).
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      // A number in a sentence reads as one expects; everything else must be made a string on purpose.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `async` without `await` is how a method that answers a promise throws into it.
      '@typescript-eslint/require-await': 'off',
      // Text from a cloud is cleaned of control characters by matching them.
      'no-control-regex': 'off',
      // An empty environment variable counts as unset: `env.X || fallback` is meant.
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
      // The SDK marks its low-level server as "for advanced use": that is what src/mcp is.
      '@typescript-eslint/no-deprecated': [
        'error',
        { allow: [{ from: 'package', package: '@modelcontextprotocol/sdk', name: 'Server' }] },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['src/**', 'plugins/**'],
    rules: {
      'no-console': 'error',
      'no-restricted-properties': ['error', noStdout, noEnv],
    },
  },
  {
    // As src/cli is for mcm: the process of a server that somebody else wrote.
    files: ['src/host/serve-own.ts'],
    rules: { 'no-restricted-properties': ['error', noStdout] },
  },
  {
    files: ['src/cli/**'],
    rules: { 'no-console': 'off', 'no-restricted-properties': 'off' },
  },
  {
    files: [
      'plugins/*/index.ts',
      'examples/**',
      'templates/*/src/index.ts',
      'test/fixtures/**',
      'bench/clouds/memory-cloud.mjs',
      '*.config.js',
      '*.config.example.ts',
    ],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // What `describe` and `it` of Node's own test runner give is awaited by it.
    files: ['templates/**'],
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        { allowForKnownSafeCalls: [{ from: 'package', package: 'node:test', name: ['describe', 'it'] }] },
      ],
    },
  },
  {
    // A type that must be refused is shown by an expected error, with the reason beside it.
    files: ['test/**'],
    rules: {
      // Where `this` gets lost, the test fails.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-expect-error': 'allow-with-description', minimumDescriptionLength: 10 },
      ],
    },
  },
  {
    // Plain JavaScript with JSDoc types: checked by tsc, without the rules that need written types.
    files: ['**/*.js', '**/*.mjs'],
    extends: [tseslint.configs.disableTypeChecked],
    // tsc knows the globals.
    rules: { 'no-undef': 'off' },
  },
);
