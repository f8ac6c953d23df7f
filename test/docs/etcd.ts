import { createSimulator, type Simulator, type SimulatorClock } from 'multi-cloud-manager/testing';

interface Stored {
  readonly value: string;
  readonly mod_revision: string;
  readonly lease?: string;
}

interface Compare {
  readonly key: string;
  readonly target: string;
  readonly result: string;
  readonly mod_revision: string;
}

interface Request {
  readonly request_put?: { readonly key: string; readonly value: string; readonly lease?: string };
  readonly request_delete_range?: { readonly key: string };
}

const plain = (text: string): string => Buffer.from(text, 'base64').toString('latin1');

/** The JSON gateway of an etcd, as far as examples/etcd-state-store.ts speaks to it. Zero, false and empty are left out, as protobuf does. */
export async function etcd(token: string, clock: SimulatorClock): Promise<Simulator> {
  const all = new Map<string, Stored>();
  /** Until when each lease lasts. */
  const leases = new Map<string, number>();
  /** What is there now. */
  const keys = (): Map<string, Stored> => {
    const now = clock.now().getTime();
    for (const [key, { lease }] of all)
      if (lease !== undefined && (leases.get(lease) ?? 0) <= now) all.delete(key);
    return all;
  };
  let revision = 1;
  const header = () => ({ cluster_id: '1', member_id: '1', revision: String(revision), raft_term: '2' });
  return createSimulator<true>({
    clock,
    authenticate: ({ headers }) =>
      headers['authorization'] === token
        ? { account: true }
        : { refusal: { status: 401, body: { error: 'etcdserver: invalid auth token', code: 16 } } },
    notFound: () => ({ status: 404, body: { code: 5, message: 'Not Found' } }),
    routes: [
      {
        method: 'POST',
        path: '/v3/lease/grant',
        handle: ({ body }) => {
          const { TTL } = body as { TTL: string };
          const ID = String(7_587_862_094_000 + leases.size);
          leases.set(ID, clock.now().getTime() + Number(TTL) * 1000);
          return { status: 200, body: { header: header(), ID, TTL } };
        },
      },
      {
        method: 'POST',
        path: '/v3/kv/range',
        handle: ({ body }) => {
          const { key, range_end: end } = body as { key: string; range_end?: string };
          const isIn = (each: string) =>
            end === undefined ? each === key : plain(each) >= plain(key) && plain(each) < plain(end);
          const kvs = [...keys()]
            .filter(([each]) => isIn(each))
            .map(([each, stored]) => ({ key: each, ...stored }));
          const found = kvs.length > 0 && { kvs, count: String(kvs.length) };
          return { status: 200, body: { header: header(), ...found } };
        },
      },
      {
        method: 'POST',
        path: '/v3/kv/txn',
        handle: ({ body }) => {
          const { compare, success } = body as { compare: readonly Compare[]; success: readonly Request[] };
          const holds = compare.every(
            ({ key, target, result, mod_revision }) =>
              target === 'MOD' &&
              result === 'EQUAL' &&
              (keys().get(key)?.mod_revision ?? '0') === mod_revision,
          );
          if (!holds) return { status: 200, body: { header: header() } };
          revision += 1;
          for (const { request_put: put, request_delete_range: remove } of success) {
            if (put) {
              const { key, ...stored } = put;
              all.set(key, { ...stored, mod_revision: String(revision) });
            }
            if (remove) all.delete(remove.key);
          }
          return { status: 200, body: { header: header(), succeeded: true } };
        },
      },
    ],
  });
}
