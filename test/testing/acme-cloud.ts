import { createSimulator, manualClock, type Simulator } from 'multi-cloud-manager/testing';

interface Server {
  readonly id: string;
  on: boolean;
}

/** Part of every token; no result and no error may have it in it. */
export const ACME_SECRET = 'acme-secret-71b2';
const PAGE = 2;
interface Account {
  readonly servers: Map<string, Server>;
  readonly mayAct: boolean;
}

/** A cloud of the smallest size: three servers that are on or off, two to a page. */
export function simulateAcme(): Promise<Simulator> {
  const servers = new Map(['a', 'b', 'c'].map((id, index) => [id, { id, on: index !== 1 }]));
  const accounts = new Map<string, Account>([
    [ACME_SECRET, { servers, mayAct: true }],
    [`${ACME_SECRET}-ro`, { servers, mayAct: false }],
    [`${ACME_SECRET}-empty`, { servers: new Map(), mayAct: true }],
  ]);
  const gone = { status: 404, body: {} };
  return createSimulator<Account>({
    clock: manualClock('2026-01-01T00:00:00Z'),
    authenticate: ({ headers }) => {
      const account = accounts.get(headers['authorization'] ?? '');
      return account ? { account } : { refusal: { status: 401, body: {} } };
    },
    notFound: () => gone,
    routes: [
      {
        method: 'GET',
        path: '/servers',
        handle: ({ account, query }) => {
          const from = Number(query['from'] ?? 0);
          const list = [...account.servers.values()];
          const next = from + PAGE < list.length ? { next: String(from + PAGE) } : {};
          return { status: 200, body: { servers: list.slice(from, from + PAGE), ...next } };
        },
      },
      {
        method: 'GET',
        path: '/servers/{id}',
        handle: ({ account, params }) => {
          const server = account.servers.get(params['id'] ?? '');
          return server ? { status: 200, body: server } : gone;
        },
      },
      {
        method: 'POST',
        path: '/servers/{id}/power',
        handle: ({ account, params, body }) => {
          const server = account.servers.get(params['id'] ?? '');
          if (!server) return gone;
          if (!account.mayAct) return { status: 403, body: {} };
          server.on = (body as { on: boolean }).on;
          return { status: 202, body: {} };
        },
      },
    ],
  });
}
