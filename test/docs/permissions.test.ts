import { afterEach, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { createTestHost, type TestHost } from 'multi-cloud-manager/testing';
import { BUILTIN_NAMES } from '../../src/config/builtin-names.js';
import { PERMITTED, type PermittedCloud } from './permitted-clouds.js';

/** The rows of the page's table that begin with a tool of the cloud itself. */
async function rowsOf(cloud: string) {
  const page = await readFile(new URL(`../../docs/clouds/${cloud}.md`, import.meta.url), 'utf8');
  const [, permissions = ''] = /^## Permissions\n(.*?)^## /ms.exec(page) ?? [];
  return [...permissions.matchAll(/^\| `(\w+)`.*? \| (.*?) +\|/gm)].map(([, tool = '', needs = '']) => ({
    cloud: cloud as (typeof BUILTIN_NAMES)[number],
    tool,
    needs: [...needs.matchAll(/`([\w:]+)`/g)].map(([, name = '']) => name),
  }));
}

const rows = (await Promise.all(BUILTIN_NAMES.map(rowsOf))).flat();

describe('what the pages of clouds say of permissions', () => {
  let opened: PermittedCloud | undefined;
  let host: TestHost | undefined;
  afterEach(async () => {
    await host?.close();
    await opened?.simulator.close();
  });

  it.each(rows)('$tool works with $needs, and not without one of them', async ({ cloud, tool, needs }) => {
    const { open, running, stopped } = PERMITTED[cloud];
    const without = needs.map((left) => needs.filter((each) => each !== left));
    opened = await open([needs, ...without]);
    host = await createTestHost({
      plugins: [opened.plugin],
      // Whom a server concerns is not the question here.
      config: { confirmation: { production: 'arguments', large: 'arguments' } },
    });
    const id = tool.startsWith('power_on') ? stopped : running;
    const { call } = host;
    const look = () => call('get_instance_by_provider', { provider: cloud, account: '0', identifier: id });
    const rest = isPower(tool) ? confirmationsOf(tool, (await look()).content) : {};
    const answer = async (account: string) =>
      (await call(tool, { account, ...targetOf(tool, id), ...rest })).content;

    for (const [index] of without.entries())
      expect(await answer(String(index + 1))).toMatchObject({ error: { code: 'PERMISSION_DENIED' } });
    const done = await answer('0');
    expect(done['error']).toBeUndefined();
    expect(done['incomplete'] ?? []).toEqual([]);
    if (isPower(tool)) expect(['completed', 'in_progress']).toContain(done['status']);
  });

  it('is said of every tool that only one cloud has', () => {
    expect(rows.map(({ tool }) => tool)).toHaveLength(24);
  });
});

const isPower = (tool: string): boolean => /^(power|shutdown|reboot)_/.test(tool);

function targetOf(tool: string, id: string): Record<string, unknown> {
  if (tool.startsWith('list_')) return {};
  if (tool.endsWith('_info') && !tool.includes('storage')) return { ip_address_or_id: id };
  return tool.includes('droplet') ? { droplet_id: id } : { instance_id: id };
}

function confirmationsOf(tool: string, instance: Readonly<Record<string, unknown>>): object {
  const { name, public_ips, private_ips } = instance as Record<'public_ips' | 'private_ips', string[]> & {
    name: string;
  };
  const [action] = /^[a-z]+(?:_(?:on|off))?/.exec(tool) ?? [];
  return {
    ip_confirmation: [...public_ips, ...private_ips][0],
    name_confirmation: name,
    operation_confirmation: action,
    wait_seconds: 0,
  };
}
