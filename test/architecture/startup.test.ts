import { describe, expect, it } from '@jest/globals';

import { fileBehind, parse, programSources } from './sources.js';
import type { Source } from './sources.js';

/** What costs tens of milliseconds to import, and is needed late or never. */
const heavy =
  /^(got|jiti|pino|pino-pretty|@opentelemetry|cosmiconfig|js-yaml|typescript|hpagent|@aws-sdk|@alicloud|@modelcontextprotocol\/sdk\/client)(\/|$)/;

/** What starts without a reason to wait: every command but the demo, the library, each plugin. */
const startsAtOnce =
  /^(src\/cli\/(?!demo)|src\/(index|plugin\/index)\.ts$|plugins\/[^/]+\/index\.ts$|src\/(host|mcp)\/)/;

/** The chains of static imports from a starting file to a heavy package. */
function heavyAtStart(sources: readonly Source[]): readonly string[] {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const found = new Set<string>();
  const visit = (path: string, seen: Set<string>): void => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const { target, kind } of byPath.get(path)?.imports ?? []) {
      if (kind !== 'static') continue;
      if (heavy.test(target)) found.add(`${path} -> ${target}`);
      else visit(fileBehind(target), seen);
    }
  };
  const seen = new Set<string>();
  for (const { path } of sources) if (startsAtOnce.test(path)) visit(path, seen);
  return [...found];
}

describe('what is loaded at start [ARCH-LAZY]', () => {
  it('is nothing heavy', () => {
    expect(heavyAtStart(programSources())).toEqual([]);
  });

  it('a heavy package would be found behind other files, but not behind import()', () => {
    const client = parse('plugins/digitalocean/client.ts', `import { got } from 'got';`);
    const eager = parse('plugins/digitalocean/index.ts', `import { Client } from './client.js';`);
    const lazy = parse('plugins/digitalocean/index.ts', `const { Client } = await import('./client.js');`);
    const typed = parse('plugins/digitalocean/index.ts', `import type { Client } from './client.js';`);
    expect(heavyAtStart([client, eager])).toEqual(['plugins/digitalocean/client.ts -> got']);
    expect(heavyAtStart([client, lazy])).toEqual([]);
    expect(heavyAtStart([client, typed])).toEqual([]);
  });
});
