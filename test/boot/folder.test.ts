import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { compiledFolder, type Runtime } from '../../src/boot/folder.js';

const runtime: Runtime = {
  versions: { v8: '11.3' },
  platform: 'linux',
  arch: 'x64',
  execArgv: [],
  env: {},
};

it('is beside the program, one for each V8', () => {
  expect(compiledFolder('/opt/mcm/dist', runtime)).toBe(
    join('/opt/mcm/dist', 'compiled', 'v8-11.3-linux-x64'),
  );
});

it.each([
  ['NODE_DISABLE_COMPILE_CACHE', { env: { NODE_DISABLE_COMPILE_CACHE: '1' } }],
  ['NODE_OPTIONS', { env: { NODE_OPTIONS: '--max-old-space-size=64' } }],
  ['NODE_V8_COVERAGE', { env: { NODE_V8_COVERAGE: '/tmp/coverage' } }],
  ['flags of Node.js', { execArgv: ['--jitless'] }],
])('is not used with %s', (_what, given) => {
  expect(compiledFolder('/opt/mcm/dist', { ...runtime, ...given })).toBeUndefined();
});
