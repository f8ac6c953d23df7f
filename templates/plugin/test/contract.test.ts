/** What mcm relies on in every provider, tried on the simulated cloud: paging, finding, failures, aborts, power, secrets. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTestProvider, manualClock, providerContract } from 'multi-cloud-manager/testing';
import { simulateTemplateCloud, TOKENS } from '../simulator/cloud.js';
import plugin from '../src/index.js';

const runner = {
  describe: (name: string, cases: () => void) => void describe(name, cases),
  it: (name: string, run: () => Promise<void>) => void it(name, run),
  expect: (actual: unknown) => ({
    toBe: (expected: unknown) => {
      assert.equal(actual, expected);
    },
    toEqual: (expected: unknown) => {
      assert.deepEqual(actual, expected);
    },
  }),
};

const accounts = Object.entries({ ...TOKENS, refused: 'wrong-token' }).map(([name, token]) => ({
  name,
  token,
}));
const act = (instance: string, type: string) => ({
  ...{ instance, method: 'POST', path: `/v1/servers/${instance}/actions` },
  body: { type },
});

providerContract(runner, {
  name: 'template-cloud',
  create: async ({ timeoutMs }) => {
    const simulator = await simulateTemplateCloud(manualClock('2026-01-01T00:00:00Z'));
    const built = await createTestProvider(plugin, {
      config: { endpoint: simulator.url, accounts },
      clock: simulator.clock,
      timeoutMs,
    });
    return {
      provider: built.provider,
      simulator,
      scopes: {
        full: { account: 'full' },
        empty: { account: 'empty' },
        refused: { account: 'refused' },
        readOnly: { account: 'readOnly' },
      },
      ids: ['srv-1', 'srv-2', 'srv-3'],
      publicIpv4: { address: '192.0.2.11', instance: 'srv-2' },
      privateIpv4: 'none',
      publicIpv6: { address: '2001:db8::25', instance: 'srv-3' },
      parsed: { ' SRV-1 ': 'srv-1' },
      unparsed: ['', 'web-1', '192.0.2.10', 'srv-1/actions'],
      unknownId: 'srv-99',
      // DECIDE: as your cloud itself would say these two.
      faults: {
        rateLimited: { kind: 'status', status: 429, retryAfter: 1 },
        serverError: { kind: 'status', status: 500 },
      },
      metrics: 'none',
      power: {
        expected: {
          power_on: act('srv-2', 'start'),
          power_off: act('srv-1', 'stop'),
          reboot: act('srv-1', 'restart'),
        },
        permit: built.permit,
        settleMs: 0,
      },
      secrets: accounts.map(({ token }) => token),
      close: async () => {
        await built.close();
        await simulator.close();
      },
    };
  },
});
