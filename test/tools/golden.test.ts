import { expect, it } from '@jest/globals';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createTestHost } from 'multi-cloud-manager/testing';
import type { PublishedTool } from '../../src/call/served.js';
import { toToolList } from '../../src/mcp/tool-list.js';
import { LATEST_VERSION } from '../../src/mcp/versions.js';
import { builtins } from '../builtins.js';

const golden = fileURLToPath(new URL('../golden/tools-list.json', import.meta.url));

it('tools/list of all built-in plugins is, word for word, the one that was agreed on', async () => {
  const host = await createTestHost({ plugins: await builtins() });
  try {
    const { tools } = toToolList((await host.tools()) as readonly PublishedTool[], LATEST_VERSION);
    // Only by hand, after a change that was meant:
    // UPDATE_GOLDEN=1 npm run test:file -- test/tools/golden.test.ts && npx prettier --write test/golden
    if (process.env['UPDATE_GOLDEN'] === '1') await writeFile(golden, JSON.stringify(tools, null, 2));
    const agreed = JSON.parse(await readFile(golden, 'utf8')) as unknown;
    expect(tools).toEqual(agreed);
    // The order of tools and parameters counts too.
    expect(JSON.stringify(tools)).toBe(JSON.stringify(agreed));
  } finally {
    await host.close();
  }
}, 30_000);
