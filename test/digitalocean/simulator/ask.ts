import type { WireAction, WireDroplet } from '../../../plugins/digitalocean/simulator.js';

/** An answer of the simulator, whatever it was asked. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    droplets: WireDroplet[];
    droplet: WireDroplet;
    action: WireAction;
    actions: WireAction[];
    account: Record<string, unknown>;
    links: { pages?: Record<string, string> };
    meta: { total: number };
    data: { resultType: string; result: { metric: Record<string, string>; values: [number, string][] }[] };
    id: string;
    message: string;
  };
}

/** Asks a simulator over real HTTP. */
export async function ask(url: string, path: string, token = 'all', init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(new URL(path, url), {
    ...init,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: JSON.parse(text || '{}') as Answer['body'],
  };
}

/** Sends an action for a droplet. */
export function act(url: string, id: number, type: string, token?: string): Promise<Answer> {
  const init = { method: 'POST', body: JSON.stringify({ type }) };
  return ask(url, `/v2/droplets/${String(id)}/actions`, token, init);
}
