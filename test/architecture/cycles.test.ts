import { describe, expect, it } from '@jest/globals';

import { fileBehind, parse, programSources } from './sources.js';
import type { Source } from './sources.js';

/** The first way around found from each file that lies on one, as `a -> b -> a`. */
function cycles(sources: readonly Source[]): readonly string[] {
  const next = new Map(
    sources.map(({ path, imports }) => [path, imports.map(({ target }) => fileBehind(target))]),
  );
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) {
      found.push([...trail.slice(start), path].join(' -> '));
      return;
    }
    if (done.has(path)) return;
    for (const target of next.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const path of next.keys()) visit(path, []);
  return found;
}

describe('import cycles [ARCH-CYCLES]', () => {
  it('there are none, types included', () => {
    expect(cycles(programSources())).toEqual([]);
  });

  it('one would be found, through types and the package itself too', () => {
    const sources = [
      parse('src/plugin/index.ts', `export type { A } from './a.js';`),
      parse('src/plugin/a.ts', `import type { B } from './b.js';`),
      parse('src/plugin/b.ts', `import { x } from 'multi-cloud-manager/plugin';`),
    ];
    expect(cycles(sources)).toEqual([
      'src/plugin/index.ts -> src/plugin/a.ts -> src/plugin/b.ts -> src/plugin/index.ts',
    ]);
  });
});
