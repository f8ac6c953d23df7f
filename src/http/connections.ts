import { createAgents, destroyAgents, type Agents } from './agents.js';
import type { EndPoint } from './end-point.js';
import { proxyFor, secretsOf, type EnvRecord, type ProxySettings } from './proxy.js';
import { trustedCertificates } from './trust.js';

/** The connections of one HTTP client: agents by origin, made at first use, closed together. */
export class Connections {
  readonly #kept = new Map<string, Promise<Agents>>();

  constructor(
    private readonly settings: ProxySettings,
    private readonly env: EnvRecord,
    private readonly connectMs: number,
    /** Told of what is secret in the proxy's URL. */
    private readonly onSecret: (secret: string) => void,
  ) {}

  /** Agents that keep connections alive, for reads. */
  shared(api: EndPoint): Promise<Agents> {
    const known = this.#kept.get(api.origin);
    if (known) return known;
    const made = this.#create(api, true);
    this.#kept.set(api.origin, made);
    // A wrong setting is reported anew each time; it may have been put right.
    made.catch(() => this.#kept.delete(api.origin));
    return made;
  }

  /** An agent for one request: on a connection of its own nothing below HTTP can send it a second time. */
  fresh(api: EndPoint): Promise<Agents> {
    return this.#create(api, false);
  }

  async #create(api: EndPoint, keepAlive: boolean): Promise<Agents> {
    const proxy = proxyFor(new URL(api.origin), this.settings, this.env);
    for (const secret of proxy ? secretsOf(proxy) : []) this.onSecret(secret);
    const certificates = await trustedCertificates(this.settings.caFile, this.env['NODE_EXTRA_CA_CERTS']);
    return createAgents(
      { protocol: api.protocol, proxy, certificates, connectMs: this.connectMs },
      keepAlive,
    );
  }

  /** Closes the shared connections. A power request on its way has its own and is not cut off. */
  async close(): Promise<void> {
    const all = await Promise.allSettled(this.#kept.values());
    this.#kept.clear();
    for (const agents of all) if (agents.status === 'fulfilled') destroyAgents(agents.value);
  }
}
