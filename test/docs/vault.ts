import { createSimulator, manualClock, type Simulator } from 'multi-cloud-manager/testing';

/** A Vault's KV store (version 2) with one secret at `secret/clouds`; the test may change its fields. */
export async function vault(
  token: string,
  fields: Record<string, unknown>,
): Promise<Simulator & { readonly fields: Record<string, unknown> }> {
  const simulator = await createSimulator<true>({
    clock: manualClock('2026-01-01T00:00:00Z'),
    authenticate: ({ headers }) =>
      headers['x-vault-token'] === token
        ? { account: true }
        : { refusal: { status: 403, body: { errors: ['permission denied'] } } },
    notFound: () => ({ status: 404, body: { errors: [] } }),
    routes: [
      {
        method: 'GET',
        path: '/v1/secret/data/clouds',
        handle: () => ({
          status: 200,
          body: { request_id: '1', data: { data: { ...fields }, metadata: { version: 1 } } },
        }),
      },
    ],
  });
  return Object.assign(simulator, { fields });
}
