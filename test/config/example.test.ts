import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { configJsonSchema } from '../../src/config/json-schema.js';
import { Workspace } from './workspace.js';

const example = fileURLToPath(new URL('../../mcm.config.example.ts', import.meta.url));

/** All keys of the objects in a JSON Schema. */
function keysOf(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const properties: unknown = Reflect.get(node, 'properties');
  const own = typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
  return [...own, ...Object.values(node).flatMap(keysOf)];
}

describe('mcm.config.example.ts', () => {
  it('loads', async () => {
    const workspace = await Workspace.create();
    try {
      const { config, notices } = await workspace.load({ configPath: example });
      expect(notices).toEqual([]);
      expect(config.plugins).toEqual([
        { use: 'digitalocean', config: { token: { env: 'DIGITALOCEAN_TOKEN' } } },
      ]);
      expect(config.policies).toMatchObject([{ kind: 'policy', name: 'no-reboots-of-databases' }]);
    } finally {
      await workspace.remove();
    }
  });

  it('says the truth about defaults', async () => {
    const workspace = await Workspace.create();
    try {
      const { config } = await workspace.load({ configPath: example });
      const { config: defaults } = await workspace.load();
      const { perProvider, ...large } = config.safety.large;
      expect(perProvider).toEqual({ digitalocean: { vcpus: 8, memoryGib: 32 } });
      expect({ ...config, safety: { ...config.safety, large }, plugins: [], policies: [] }).toEqual({
        ...defaults,
        plugins: [],
      });
    } finally {
      await workspace.remove();
    }
  });

  it('shows every option', async () => {
    const text = await readFile(example, 'utf8');
    const keys = [...new Set(keysOf(configJsonSchema()))];
    expect(keys.length).toBeGreaterThan(25);
    expect(keys.filter((key) => !new RegExp(`[\\s{"]${key.replace('$', '\\$')}"?:`).test(text))).toEqual([]);
  });
});
