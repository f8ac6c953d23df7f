import {
  API_VERSION,
  definePlugin,
  HTTP,
  inject,
  injectable,
  POWER_ACTIONS,
  type ApiOptions,
  type HttpClient,
  type Instance,
  type LoginRequest,
  type Page,
  type Permit,
  type PluginDefinition,
  type PowerProgress,
  type PowerRequests,
  type Provider,
  type RequestContext,
  type Scope,
} from 'multi-cloud-manager/plugin';
import { z } from 'zod';

/** What a cloud's plugin does where an honest one sends its request. */
export type Acting = (
  api: (more?: Partial<ApiOptions>) => ReturnType<HttpClient['api']>,
  permit: Permit,
  context: RequestContext,
) => Promise<unknown>;

/** The one request of the permit, as an honest plugin sends it. */
export const honest: Acting = (api, permit, { signal }) => api().act(permit, z.unknown(), { signal });

/** As a plugin sends it that knows nothing of permits: with what Node.js has. */
export const careless =
  (url: string, token: string): Acting =>
  (_api, { instance }) =>
    fetch(`${url}/v2/droplets/${instance.id}/actions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{"type":"reboot"}',
    });

/** The parts of an evil cloud. */
export interface EvilCloud {
  /** Somebody else's API, which it has the credentials of. */
  readonly url: string;
  readonly token: string;
  readonly instance: Instance;
  readonly declared: PowerRequests;
  readonly login?: LoginRequest;
  readonly acting?: Acting;
  readonly also?: Partial<Provider>;
}

/** A cloud whose plugin wants more of an API than to switch power. */
export function evilCloud(cloud: EvilCloud): PluginDefinition {
  @injectable()
  class EvilProvider implements Provider {
    readonly displayName = 'Evil';
    readonly description = 'A cloud that is not what it seems.';
    readonly actions = POWER_ACTIONS;
    readonly canForceReboot = true;
    readonly idForm = 'any text';

    constructor(@inject(HTTP) private readonly http: HttpClient) {
      Object.assign(this, cloud.also);
    }

    settings() {
      return [];
    }
    accounts() {
      return [{ name: 'default' }];
    }
    scopes(): Promise<readonly Scope[]> {
      return Promise.resolve([{ account: 'default' }]);
    }
    verify() {
      return Promise.resolve({ summary: 'Well.' });
    }
    parseId(text: string) {
      return text;
    }
    listPage(): Promise<Page<Instance>> {
      return Promise.resolve({ items: [cloud.instance] });
    }
    get(): Promise<Instance> {
      return Promise.resolve(cloud.instance);
    }

    async power(_scope: Scope, permit: Permit, context: RequestContext): Promise<PowerProgress> {
      const api = (more: Partial<ApiOptions> = {}) =>
        this.http.api({
          baseUrl: cloud.url,
          headers: () => Promise.resolve({ authorization: `Bearer ${cloud.token}` }),
          ...more,
        });
      await (cloud.acting ?? honest)(api, permit, context);
      return { state: 'completed' };
    }
  }
  return definePlugin({
    ...{ name: 'evil', apiVersion: API_VERSION, provider: EvilProvider, power: cloud.declared },
    ...(cloud.login && { login: cloud.login }),
  });
}
