import { createSimulator, manualClock, type Simulator } from 'multi-cloud-manager/testing';

/** The invented API of examples/acme-plugin.ts: three servers, two to a page. */
export function acmeApi(token: string): Promise<Simulator> {
  const servers = [
    { id: 'srv-1', label: 'web-1', on: true, ip: '192.0.2.7' },
    { id: 'srv-2', label: 'web-2', on: false, ip: '192.0.2.8' },
    { id: 'srv-3', label: 'mail', on: false, ip: '2001:db8::25' },
  ];
  const gone = { status: 404, body: {} };
  const one = (id: string | undefined) => servers.find((server) => server.id === id);
  return createSimulator<true>({
    clock: manualClock('2026-01-01T00:00:00Z'),
    authenticate: ({ headers }) =>
      headers['authorization'] === `Bearer ${token}`
        ? { account: true }
        : { refusal: { status: 401, body: {} } },
    notFound: () => gone,
    routes: [
      {
        method: 'GET',
        path: '/servers',
        handle: ({ query }) => {
          const from = Number(query['from'] ?? 0);
          const next = from + 2 < servers.length ? { next: String(from + 2) } : {};
          return { status: 200, body: { servers: servers.slice(from, from + 2), ...next } };
        },
      },
      {
        method: 'GET',
        path: '/servers/{id}',
        handle: ({ params }) => {
          const server = one(params['id']);
          return server ? { status: 200, body: server } : gone;
        },
      },
      {
        method: 'POST',
        path: '/servers/{id}/power',
        handle: ({ params, body }) => {
          const server = one(params['id']);
          if (!server) return gone;
          server.on = (body as { on: boolean }).on;
          return { status: 202, body: {} };
        },
      },
    ],
  });
}
