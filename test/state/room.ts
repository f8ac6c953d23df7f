import { afterEach, beforeEach } from '@jest/globals';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A directory of its own for each test; `path` is where the state directory goes, which nobody has made yet. */
export function stateRoom(): { readonly path: string; readonly root: string } {
  let root = '';
  beforeEach(async () => {
    root = await realpath(await mkdtemp(join(tmpdir(), 'mcm-state-')));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));
  return {
    get root() {
      return root;
    },
    get path() {
      return join(root, 'state');
    },
  };
}
