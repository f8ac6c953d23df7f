/**
 * Three projects: `unit` needs no build; `e2e` runs the built program in dist/; `attack` tries to get past the safety of both, with
 * the counts of test/attack/scale.ts.
 * The type check is `npm run typecheck`, so that a test file runs without waiting for the whole program.
 */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

const shared = {
  testEnvironment: 'node',
  // `mcm-source` makes `multi-cloud-manager/plugin` mean src/plugin/index.ts, as in tsconfig.json.
  testEnvironmentOptions: { customExportConditions: ['mcm-source', 'node', 'node-addons'] },
  globals: { __MCM_VERSION__: version },
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    // For packages below examples/, whose own name is another.
    '^multi-cloud-manager/(plugin|policies|testing)$': '<rootDir>/src/$1/index.ts',
  },
  transform: {
    '^.+\\.ts$': ['ts-jest', { useESM: true, tsconfig: '<rootDir>/tsconfig.json' }],
  },
  modulePathIgnorePatterns: ['<rootDir>/test/runtimes/node_modules/'],
};

export default {
  // A process that has run many files with modules of their own has gigabytes that it never gives back, and slows down.
  maxWorkers: Math.max(2, Math.min(4, availableParallelism())),
  workerIdleMemoryLimit: '1GB',
  // No test waits for time to pass; a slow machine may take its time all the same.
  testTimeout: 60_000,
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/', '<rootDir>/test/attack/'],
    },
    { ...shared, displayName: 'e2e', testMatch: ['<rootDir>/test/e2e/**/*.test.ts'] },
    {
      ...shared,
      displayName: 'attack',
      testMatch: ['<rootDir>/test/attack/**/*.test.ts'],
      setupFilesAfterEnv: ['<rootDir>/test/lazy-rooms.ts'],
    },
  ],
};
