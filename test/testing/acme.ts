import {
  type ContractOptions,
  type ContractSubject,
  type ContractWorld,
  type Fault,
  type Simulator,
} from 'multi-cloud-manager/testing';
import {
  McmError,
  type ApiClient,
  type Instance,
  type PowerRequests,
  type Provider,
} from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import { createHttpClient } from '../../src/http/client.js';
import { ACME_SECRET, simulateAcme } from './acme-cloud.js';
import { createMint } from '../../src/power/permit.js';

const REQUESTS: PowerRequests = {
  power_on: { method: 'POST', path: '/servers/{id}/power', body: { on: true } },
  power_off: { method: 'POST', path: '/servers/{id}/power', body: { on: false } },
};

const WireServer = z.object({ id: z.string(), on: z.boolean() });
const WirePage = z.object({ servers: z.array(WireServer), next: z.string().optional() });

function toInstance(account: string, { id, on }: z.output<typeof WireServer>): Instance {
  return {
    provider: 'acme',
    account,
    id,
    name: id,
    status: on ? 'running' : 'stopped',
    provider_status: String(on),
    region: 'here',
    type: 'one',
    public_ips: id === 'c' ? ['203.0.113.3', '2001:db8::c'] : [],
    private_ips: [],
    tags: {},
  };
}

const missing = (error: unknown): undefined => {
  if (McmError.is(error) && error.code === 'RESOURCE_NOT_FOUND') return undefined;
  throw error;
};

function provide(api: (account: string) => ApiClient): Provider {
  return {
    displayName: 'Acme',
    description: 'A cloud for tests',
    actions: ['power_on', 'power_off'],
    idForm: 'one letter',
    settings: () => [],
    accounts: () => ['full', 'empty', 'refused', 'readOnly'].map((name) => ({ name })),
    scopes: async ({ name }) => [{ account: name }],
    verify: async ({ name }, { signal }) => {
      await api(name).get('/servers', WirePage, { signal });
      return { summary: `Account ${name}` };
    },
    parseId: (text) => (/^[a-z]$/i.test(text) ? text.toLowerCase() : undefined),
    listPage: async ({ account }, token, { signal }) => {
      const query = token === undefined ? {} : { from: token };
      const page = await api(account).get('/servers', WirePage, { query, signal });
      const items = page.servers.map((server) => toInstance(account, server));
      return page.next === undefined ? { items } : { items, next: page.next };
    },
    get: async ({ account }, id, { signal }) => {
      const found = await api(account).get(`/servers/${id}`, WireServer, { signal }).catch(missing);
      return found && { ...toInstance(account, found), details: {} };
    },
    power: async ({ account }, permit, { signal }) => {
      await api(account).act(permit, z.object({}), { signal });
      return { state: 'completed' };
    },
  };
}

const wrong = (status: number): Fault => ({ kind: 'status', status, body: {} });

async function world(
  { timeoutMs }: ContractOptions,
  change: (provider: Provider, simulator: Simulator) => Partial<Provider>,
): Promise<ContractWorld> {
  const simulator = await simulateAcme();
  const mint = createMint();
  const http = createHttpClient({
    provider: 'acme',
    powerRequests: REQUESTS,
    mint,
    env: {},
    redactor: { add: () => undefined },
    log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
    timeouts: { responseMs: timeoutMs },
    retry: { baseMs: 0 },
  });
  const tokens: Readonly<Record<string, string>> = {
    full: ACME_SECRET,
    empty: `${ACME_SECRET}-empty`,
    refused: `${ACME_SECRET}-wrong`,
    readOnly: `${ACME_SECRET}-ro`,
  };
  const provider = provide((account) =>
    http.api({
      baseUrl: simulator.url,
      headers: async () => ({ authorization: tokens[account] ?? '' }),
    }),
  );
  return {
    provider: { ...provider, ...change(provider, simulator) },
    simulator,
    scopes: {
      full: { account: 'full' },
      empty: { account: 'empty' },
      refused: { account: 'refused' },
      readOnly: { account: 'readOnly' },
    },
    ids: ['a', 'b', 'c'],
    publicIpv4: { address: '203.0.113.3', instance: 'c' },
    privateIpv4: 'none',
    publicIpv6: { address: '2001:db8::c', instance: 'c' },
    parsed: { A: 'a' },
    unparsed: ['', 'ab', '7'],
    unknownId: 'z',
    faults: { rateLimited: wrong(429), serverError: wrong(500) },
    metrics: 'none',
    power: {
      expected: {
        power_on: { instance: 'b', method: 'POST', path: '/servers/b/power', body: { on: true } },
        power_off: { instance: 'a', method: 'POST', path: '/servers/a/power', body: { on: false } },
      },
      permit: (instance, action, force) =>
        mint.mint({
          provider: 'acme',
          account: instance.account,
          instance,
          action,
          force,
          variant: force ? 'force_reboot' : action,
          callId: 'call-1',
        }),
      settleMs: 0,
    },
    secrets: [ACME_SECRET],
    close: async () => {
      await http.close();
      await simulator.close();
    },
  };
}

/** Acme's provider under the contract, with what `change` puts in place of its methods. */
export function acme(
  change: (provider: Provider, simulator: Simulator) => Partial<Provider> = () => ({}),
): ContractSubject {
  return { name: 'acme', create: (options) => world(options, change) };
}
