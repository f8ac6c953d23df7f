import { createSimulator, manualClock, type Simulator } from 'multi-cloud-manager/testing';

/** The collector of examples/http-audit-sink.ts. */
export interface Collector extends Simulator {
  readonly lines: string[];
  /** Runs for each record, before it is acknowledged; gives the hash that is acknowledged. */
  acknowledge: (record: Arrived) => string;
}

/** A record as it arrived. */
export interface Arrived {
  readonly kind: string;
  readonly hash: string;
}

export async function collector(token: string): Promise<Collector> {
  const lines: string[] = [];
  const simulator = await createSimulator<true>({
    clock: manualClock('2026-01-01T00:00:00Z'),
    authenticate: ({ headers }) =>
      headers['authorization'] === `Bearer ${token}`
        ? { account: true }
        : { refusal: { status: 401, body: {} } },
    notFound: () => ({ status: 404, body: {} }),
    routes: [
      {
        method: 'POST',
        path: '/records',
        handle: ({ body }) => {
          const { line } = body as { line: string };
          lines.push(line);
          return { status: 200, body: { hash: made.acknowledge(JSON.parse(line) as Arrived) } };
        },
      },
    ],
  });
  const made: Collector = Object.assign(simulator, { lines, acknowledge: ({ hash }: Arrived) => hash });
  return made;
}
