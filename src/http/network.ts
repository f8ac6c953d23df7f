import type { Network } from 'multi-cloud-manager/plugin';
import { endPoint } from './end-point.js';
import { proxyFor, secretsOf, type EnvRecord, type ProxySettings } from './proxy.js';

const CONNECT_MS = 10_000;

/** What the network of one plugin is made of. */
export interface NetworkOptions {
  readonly env: EnvRecord;
  readonly proxySettings: ProxySettings;
  readonly redactor: { add(secret: string): void };
}

/** The same way out for a cloud's SDK as for the host's own HTTP client. Nothing is loaded or opened before it is asked. */
export function createNetwork({
  env,
  proxySettings,
  redactor,
}: NetworkOptions): Network & { close(): Promise<void> } {
  const load = async () => {
    const { Connections } = await import('./connections.js');
    return new Connections(proxySettings, env, CONNECT_MS, (secret) => {
      redactor.add(secret);
    });
  };
  let connections: ReturnType<typeof load> | undefined;
  return {
    async agents(url, { fresh = false } = {}) {
      const made = await (connections ??= load());
      return fresh ? made.fresh(endPoint(url)) : made.shared(endPoint(url));
    },
    proxy(url) {
      const proxy = proxyFor(new URL(url), proxySettings, env);
      for (const secret of proxy ? secretsOf(proxy) : []) redactor.add(secret);
      return proxy?.href;
    },
    async certificates() {
      const { trustedCertificates } = await import('./trust.js');
      return trustedCertificates(proxySettings.caFile, env['NODE_EXTRA_CA_CERTS']);
    },
    async close() {
      await (await connections)?.close();
    },
  };
}
