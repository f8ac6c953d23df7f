import { basename } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { programSources } from './sources.js';

/** Names that say nothing about what is inside. */
const empty = /(^|[-.])(utils?|helpers?|common|misc|impl)([-.]|$)|^i[A-Z]|^I[A-Z]|Impl\b/;

/** Small letters with hyphens, as imports are written on every file system. */
const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.d)?\.ts$/;

function badNames(paths: readonly string[]): readonly string[] {
  return paths.filter(
    (path) => path.split('/').some((part) => empty.test(part)) || !kebab.test(basename(path)),
  );
}

describe('names of files and folders [ARCH-NAMES]', () => {
  it('say what is inside', () => {
    expect(badNames(programSources().map(({ path }) => path))).toEqual([]);
  });

  it('would be refused when they do not', () => {
    const bad = [
      'src/utils/text.ts',
      'src/fleet/helpers.ts',
      'src/fleet/list-utils.ts',
      'src/host/common.ts',
      'src/host/HostImpl.ts',
      'src/host/IHost.ts',
      'src/host/createHost.ts',
    ];
    expect(badNames([...bad, 'src/host/create-host.ts', 'plugins/digitalocean/map.ts'])).toEqual(bad);
  });
});
