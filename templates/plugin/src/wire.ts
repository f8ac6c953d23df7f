import { known, type Instance, type InstanceStatus, type PowerProgress } from 'multi-cloud-manager/plugin';
import { z } from 'zod';

// What the API answers, as far as it is used: anything else in an answer is ignored. DECIDE: your cloud's fields.
export const Server = z.object({
  id: z.string(),
  name: z.string(),
  state: z.string(),
  region: z.string(),
  plan: z.string(),
  addresses: z.array(z.string()),
  labels: z.record(z.string(), z.string()),
  kernel: z.string().optional(),
});
export const ServerPage = z.object({ servers: z.array(Server), next: z.string().optional() });
export const Action = z.object({ id: z.string(), state: z.enum(['running', 'done', 'failed']) });
export const Owner = z.object({ name: z.string() });

/** A state that is not here becomes `unknown`; the cloud's own word is in `provider_status`. */
const STATUS: Readonly<Record<string, InstanceStatus>> = {
  booting: 'pending',
  on: 'running',
  off: 'stopped',
};

export function toInstance(account: string, server: z.output<typeof Server>): Instance {
  return {
    provider: 'template-cloud',
    account,
    id: server.id,
    name: server.name,
    status: STATUS[server.state] ?? 'unknown',
    provider_status: server.state,
    region: server.region,
    type: server.plan,
    public_ips: server.addresses,
    private_ips: [],
    tags: server.labels,
  };
}

/** What only a look at one server shows. DECIDE: what helps to tell it from others; no secrets, no user data. */
export const detailsOf = ({ kernel }: z.output<typeof Server>): Record<string, unknown> => known({ kernel });

export function toProgress({ id, state }: z.output<typeof Action>): PowerProgress {
  const states = { running: 'in_progress', done: 'completed', failed: 'errored' } as const;
  return { state: states[state], operationId: id };
}
