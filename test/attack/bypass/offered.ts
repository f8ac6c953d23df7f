import { expect } from '@jest/globals';
import type { HostOptions } from './bench.js';
import { restart } from './clients.js';
import type { Group, Way } from './way.js';
import { APP, DATABASE, SHOP, type Target } from './world.js';

const GENERAL = {
  ...{ provider: 'digitalocean', instance_id: '200001', action: 'reboot', wait_seconds: 0 },
  ...APP.right,
};

/** Calls with everything right, on a host of this config. */
const calls = (
  name: string,
  code: string,
  options: HostOptions,
  tool: string = APP.tool,
  input: object = { ...APP.input, ...APP.right },
): Way => ({
  name,
  async go(bench) {
    const { ada } = await bench.on(APP, options);
    expect(await ada.call(tool, input)).toBe(code);
  },
});

const readOnly = { config: { readOnly: true } };
const without = (...exclude: readonly string[]) => ({ config: { tools: { exclude: [...exclude] } } });
const unified = { config: { tools: { preset: 'unified' as const } } };

const CLOSED: readonly Way[] = [
  calls("a host that is read-only, by the cloud's own tool", 'POLICY_DENIED', readOnly),
  calls('a host that is read-only, by the general tool', 'POLICY_DENIED', readOnly, ...general()),
  calls('a host that is read-only, where the config includes every tool', 'POLICY_DENIED', {
    config: { readOnly: true, tools: { include: ['*'] } },
  }),
  calls('a host whose config nobody has trusted', 'POLICY_DENIED', { untrusted: true }),
  calls('a tool that is excluded', 'POLICY_DENIED', without(APP.tool)),
  calls('a tool that a pattern excludes', 'POLICY_DENIED', without('reboot_*')),
  calls('a tool that is included and excluded', 'POLICY_DENIED', {
    config: { tools: { preset: 'unified', include: [APP.tool], exclude: [APP.tool] } },
  }),
  calls('the general tool, which is excluded', 'POLICY_DENIED', without('manage_*'), ...general()),
  calls('a tool that the unified preset hides', 'POLICY_DENIED', unified),
];

function general(): [tool: string, input: object] {
  return ['manage_instance_power', GENERAL];
}

/** Names that are nearly the one of a tool that is excluded. */
const spelled = (what: string, tool: string): Way =>
  calls(`a tool that is excluded, ${what}`, 'unknown tool', without(APP.tool), tool);

const SPELLED: readonly Way[] = [
  spelled('in capitals', APP.tool.toUpperCase()),
  spelled('with a space behind', `${APP.tool} `),
  spelled('with hyphens', APP.tool.replaceAll('_', '-')),
  spelled('with a Cyrillic letter', APP.tool.replace('o', 'о')),
  spelled('in full width', APP.tool.replace('r', 'ｒ')),
  spelled('with a zero-width space', APP.tool.replace('_', '\u200b_')),
  spelled('with a NUL behind', `${APP.tool}\u0000`),
  spelled('with its plugin before it', `digitalocean/${APP.tool}`),
  spelled('by the name of its method', 'reboot'),
  spelled('as a property of every object', 'constructor'),
];

const LIMITED: readonly Way[] = [
  {
    name: 'once more than its rate',
    async go(bench) {
      const { ada } = await bench.on(APP, { config: { ratePerMinute: 2 } });
      for (let time = 0; time < 2; time += 1) await ada.restart(APP);
      expect(await ada.restart(APP, APP.right)).toBe('RATE_LIMITED');
    },
  },
  {
    name: 'once more than its rate, over two hosts',
    async go(bench) {
      const options = { config: { ratePerMinute: 2 } };
      const { ada, stateDir } = await bench.on(SHOP, options);
      const other = await bench.on(SHOP, { ...options, stateDir });
      await ada.restart(SHOP);
      await other.ada.restart(SHOP);
      expect(await ada.restart(SHOP, SHOP.right)).toBe('RATE_LIMITED');
      expect(await other.ada.restart(SHOP, SHOP.right)).toBe('RATE_LIMITED');
    },
  },
  {
    name: 'once more than its rate, in new sessions',
    async go(bench) {
      const served = await bench.on(APP, { config: { ratePerMinute: 2 } });
      for (let time = 0; time < 2; time += 1) await (await served.client()).restart(APP);
      expect(await (await served.client()).restart(APP, APP.right)).toBe('RATE_LIMITED');
    },
  },
];

/** A call that is not in the form of one. */
const malformed = (name: string, line: (target: Target) => object | string): Way => ({
  name,
  async go(bench) {
    const client = await (await bench.host()).raw({ capabilities: {} });
    client.wire.write(line(APP));
    expect(await client.until(({ id }) => id === 'ping' || id === 1 || id === null)).not.toMatchObject({
      result: { structuredContent: { status: 'in_progress' } },
    });
  },
});

const all = { ...APP.input, ...APP.right };
const PING = { jsonrpc: '2.0', id: 'ping', method: 'ping' };

const MALFORMED: readonly Way[] = [
  malformed('whose arguments are a list', ({ tool }) => restart(1, tool, [all])),
  malformed('whose arguments are a text', ({ tool }) => restart(1, tool, JSON.stringify(all))),
  malformed('whose arguments lie beside each other', ({ tool }) => ({
    ...restart(1, tool, undefined),
    params: { name: tool, ...all },
  })),
  malformed('whose name is a list', ({ tool }) => restart(1, [tool] as never, all)),
  malformed('of another version of JSON-RPC', ({ tool }) => ({ ...restart(1, tool, all), jsonrpc: '1.0' })),
  malformed('of another method', ({ tool }) => ({ ...restart(1, tool, all), method: 'tools/Call' })),
  {
    name: 'as a notification, which nobody could answer',
    async go(bench) {
      const client = await (await bench.host()).raw({ capabilities: {} });
      const { method, params } = restart(1, APP.tool, all);
      client.wire.write({ jsonrpc: '2.0', method, params }, PING);
      expect(await client.until(({ id }) => id === 'ping')).toMatchObject({ result: {} });
    },
  },
  {
    name: 'in a batch of a version that has none',
    async go(bench) {
      const client = await (await bench.host()).raw({ capabilities: {} });
      client.wire.write([restart(1, APP.tool, all)], PING);
      expect(await client.until(({ id }) => id === 'ping')).toMatchObject({ result: {} });
    },
  },
  {
    name: 'before the session was begun',
    async go(bench) {
      const client = await (await bench.host()).raw({ uninitialized: true });
      client.wire.write(restart(1, DATABASE.tool, { ...DATABASE.input, ...DATABASE.right }));
      client.wire.write(restart(2, APP.tool, all));
      for (let replies = 0; replies < 2; replies += 1)
        expect(await client.wire.next()).toMatchObject({ error: { code: expect.any(Number) } });
    },
  },
];

export const OFFERED: readonly Group[] = [
  { name: 'what is not offered:', ways: [...CLOSED, ...SPELLED] },
  { name: 'a call', ways: [...LIMITED, ...MALFORMED] },
];
