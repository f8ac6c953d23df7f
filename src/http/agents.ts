import { Agent as PlainAgent } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import { HttpProxyAgent, HttpsProxyAgent } from 'hpagent';

/** How connections are made: directly, or through a proxy, trusting these certificates. */
export interface Route {
  readonly protocol: 'http:' | 'https:';
  readonly proxy: URL | undefined;
  readonly certificates: string[] | undefined;
  /** Time-out of the proxy's answer to CONNECT. */
  readonly connectMs: number;
}

/** In the form that got takes. */
export interface Agents {
  readonly http?: PlainAgent;
  readonly https?: TlsAgent;
}

/** Those that were made here. */
const made = new WeakSet<object>();

/** Whether a request with this agent is one of the host's. */
export const isOfHost = (agent: unknown): boolean =>
  typeof agent === 'object' && agent !== null && made.has(agent);

/** Makes the agent of a route. Reads keep connections alive; a power request gets an agent of its own that does not. */
export function createAgents(route: Route, keepAlive: boolean): Agents {
  const agents = agentsOf(route, keepAlive);
  for (const agent of [agents.http, agents.https]) if (agent) made.add(agent);
  return agents;
}

function agentsOf(route: Route, keepAlive: boolean): Agents {
  const ca = route.certificates === undefined ? {} : { ca: route.certificates };
  const options = { keepAlive, ...ca };
  if (route.proxy === undefined) {
    return route.protocol === 'https:' ? { https: new TlsAgent(options) } : { http: new PlainAgent(options) };
  }
  const proxied = { ...options, proxy: route.proxy, proxyRequestOptions: ca, timeout: route.connectMs };
  return route.protocol === 'https:'
    ? { https: new HttpsProxyAgent(proxied) }
    : { http: new HttpProxyAgent(proxied) };
}

/** Closes every connection of an agent, those in use too. */
export function destroyAgents(agents: Agents): void {
  agents.http?.destroy();
  agents.https?.destroy();
}
