import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

import { refusal } from '../../scripts/architecture/rooms.mjs';
import { parse, programSources, walk } from './sources.js';
import type { Source } from './sources.js';

function refused(sources: readonly Source[]): readonly string[] {
  return sources.flatMap(({ path, imports }) =>
    imports.flatMap(({ target }) => {
      const why = refusal(path, target);
      return why === undefined ? [] : [`${path} -> ${target}: ${why}`];
    }),
  );
}

/** `import()` of what is not a literal: code chosen at run time. */
function computedImports({ path, tree }: Source): readonly string[] {
  const found: string[] = [];
  walk(tree, (node) => {
    if (!ts.isCallExpression(node) || node.expression.kind !== ts.SyntaxKind.ImportKeyword) return;
    const [argument] = node.arguments;
    if (argument === undefined || !ts.isStringLiteralLike(argument)) found.push(path);
  });
  return found;
}

describe('who may import whom [ARCH-IMPORTS]', () => {
  it('is kept by every file of the program', () => {
    expect(refused(programSources())).toEqual([]);
  });

  it('code chosen at run time is imported by src/host and the config loader only', () => {
    const places = programSources().flatMap(computedImports);
    expect(places.filter((path) => !/^src\/(host|config)\//.test(path))).toEqual([]);
  });

  it.each([
    ['src/plugin/tool.ts', '../fleet/list.js'],
    ['src/plugin/tool.ts', 'got'],
    ['src/fleet/list.ts', '../host/create.js'],
    ['src/middleware/audit.ts', '@modelcontextprotocol/sdk/types.js'],
    ['src/mcp/session.ts', '@modelcontextprotocol/sdk/client/index.js'],
    ['src/pipeline/order.ts', '../../plugins/digitalocean/index.js'],
    ['src/tools/status.ts', '../fleet/inventory.js'],
    ['src/attic/thing.ts', '../plugin/index.js'],
    ['src/host/create.ts', '../../test/fixtures/plugin.js'],
    ['plugins/digitalocean/client.ts', '../../src/http/client.js'],
    ['plugins/digitalocean/client.ts', '../vultr/client.js'],
    ['plugins/digitalocean/client.ts', 'multi-cloud-manager/testing'],
    ['plugins/digitalocean/client.ts', 'multi-cloud-manager'],
  ])('refuses that %s imports %s', (path, specifier) => {
    expect(refused([parse(path, `import { a } from '${specifier}';`)])).toHaveLength(1);
    expect(refused([parse(path, `import type { A } from '${specifier}';`)])).toHaveLength(1);
    expect(refused([parse(path, `const a = await import('${specifier}');`)])).toHaveLength(1);
    expect(refused([parse(path, `export { a } from '${specifier}';`)])).toHaveLength(1);
  });

  it.each([
    ['src/plugin/tool.ts', 'zod'],
    ['src/fleet/list.ts', '../plugin/index.js'],
    ['src/mcp/session.ts', '@modelcontextprotocol/sdk/types.js'],
    ['src/cli/demo.ts', '@modelcontextprotocol/sdk/client/index.js'],
    ['src/cli/demo.ts', '../../plugins/digitalocean/simulator.js'],
    ['src/host/builtins.ts', '../../plugins/digitalocean/index.js'],
    ['plugins/digitalocean/client.ts', './map.js'],
    ['plugins/digitalocean/client.ts', 'node:path'],
    ['plugins/digitalocean/simulator.ts', 'multi-cloud-manager/testing'],
  ])('lets %s import %s', (path, specifier) => {
    expect(refused([parse(path, `import { a } from '${specifier}';`)])).toEqual([]);
  });
});
