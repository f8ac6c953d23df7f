import { createSimulator, type Simulator, type SimulatorClock } from 'multi-cloud-manager/testing';

/** Tokens of the simulated accounts: one with servers and one that may only read them, and one without any. */
export const TOKENS = {
  full: 'simulated-token',
  readOnly: 'simulated-token-ro',
  empty: 'simulated-token-empty',
};

interface Account {
  readonly servers: ReturnType<typeof fleet>;
  readonly mayAct: boolean;
}

const fleet = () => [
  server('srv-1', 'web-1', 'on', '192.0.2.10'),
  server('srv-2', 'web-2', 'off', '192.0.2.11'),
  server('srv-3', 'mail', 'on', '2001:db8::25'),
];

const server = (id: string, name: string, state: string, address: string) => ({
  ...{ id, name, state, region: 'north', plan: 'small', kernel: '6.12' },
  addresses: [address],
  labels: { env: 'test' },
});

const PAGE = 2;
const AFTER: Readonly<Record<string, string>> = { start: 'on', stop: 'off', restart: 'on' };
const failure = (status: number, message: string) => ({ status, body: { message } });

/**
 * Template Cloud on loopback. DECIDE: make it true to the wire — paths, field names, paging, errors as in the cloud's own
 * reference — for the tests are worth what it is worth.
 */
export function simulateTemplateCloud(clock?: SimulatorClock): Promise<Simulator> {
  const servers = fleet();
  const accounts = new Map<string, Account>([
    [TOKENS.full, { servers, mayAct: true }],
    [TOKENS.readOnly, { servers, mayAct: false }],
    [TOKENS.empty, { servers: [], mayAct: true }],
  ]);
  return createSimulator<Account>({
    ...(clock && { clock }),
    authenticate: ({ headers }) => {
      const account = accounts.get(headers['authorization']?.replace('Bearer ', '') ?? '');
      return account ? { account } : { refusal: failure(401, 'Who are you?') };
    },
    notFound: () => failure(404, 'There is no such thing.'),
    routes: [
      { method: 'GET', path: '/v1/account', handle: () => ({ status: 200, body: { name: 'Simulated' } }) },
      {
        method: 'GET',
        path: '/v1/servers',
        handle: ({ account, query }) => {
          const from = Number(query['from'] ?? 0);
          const next = from + PAGE < account.servers.length ? { next: String(from + PAGE) } : {};
          return { status: 200, body: { servers: account.servers.slice(from, from + PAGE), ...next } };
        },
      },
      {
        method: 'GET',
        path: '/v1/servers/{id}',
        handle: ({ account, params }) => {
          const found = account.servers.find(({ id }) => id === params['id']);
          return found ? { status: 200, body: found } : failure(404, 'There is no such server.');
        },
      },
      {
        method: 'POST',
        path: '/v1/servers/{id}/actions',
        handle: ({ account, params, body, number }) => {
          const found = account.servers.find(({ id }) => id === params['id']);
          if (!found) return failure(404, 'There is no such server.');
          if (!account.mayAct) return failure(403, 'This token only reads.');
          const state = AFTER[(body as { type: string }).type];
          if (state === undefined) return failure(422, 'There is no such action.');
          found.state = state;
          return { status: 202, body: { id: `act-${String(number)}`, state: 'running' } };
        },
      },
      {
        method: 'GET',
        path: '/v1/actions/{id}',
        handle: ({ params }) => ({ status: 200, body: { id: params['id'], state: 'done' } }),
      },
    ],
  });
}
