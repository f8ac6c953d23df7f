import type { HttpClient, Network } from 'multi-cloud-manager/plugin';

/** The end points that plugins with a provider use: where a cloud is, no other plugin posts anything. */
export class CloudEndPoints {
  readonly #origins = new Set<string>();

  has(origin: string): boolean {
    return this.#origins.has(origin);
  }

  /** The client, noting the end points that it is used for. */
  ofHttp(http: HttpClient): HttpClient {
    return {
      api: (options) => {
        this.#note(options.baseUrl);
        return http.api(options);
      },
    };
  }

  /** The network of an SDK, likewise. */
  ofNetwork(network: Network): Network {
    return {
      agents: (url, options) => {
        this.#note(url);
        return network.agents(url, options);
      },
      proxy: (url) => network.proxy(url),
      certificates: () => network.certificates(),
    };
  }

  /** What is no URL is refused by whoever is asked to go there. */
  #note(url: string): void {
    if (URL.canParse(url)) this.#origins.add(new URL(url).origin);
  }
}
