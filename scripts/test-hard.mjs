/**
 * Runs the attack suites with their large counts, on a fresh build; that takes minutes. `npm test` runs them with small ones.
 * Arguments go to jest, and jest's exit code comes back.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import './ensure-built.mjs';

if (process.exitCode === undefined || process.exitCode === 0) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const jest = spawnSync(
    process.execPath,
    [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
      '--selectProjects',
      'attack',
      '--config',
      join(root, 'jest.config.js'),
      ...process.argv.slice(2),
    ],
    { cwd: root, stdio: 'inherit', env: { ...process.env, MCM_HARD: '1' } },
  );
  process.exitCode = jest.status ?? 1;
}
