import {
  McmError,
  type ApiClient,
  type HttpClient,
  type Limiter,
  type Permit,
  type PowerRequests,
} from 'multi-cloud-manager/plugin';
import { toComputeError } from './errors.js';
import { isServerId } from './id.js';
import { MICROVERSION } from './microversion.js';
import type { Session } from './session.js';
import { BriefAnswer, NoAnswer, ServerAnswer, ServersAnswer, type WireServer } from './wire.js';

const action = (body: Readonly<Record<string, unknown>>) =>
  ({ method: 'POST', path: '/servers/{id}/action', body }) as const;

/**
 * Every mutating request that this plugin can send. The same path also takes forceDelete and rebuild; those bodies are not here. os-stop asks
 * the guest and cuts the power of one that does not stop in time, so it is power_off, and there is no shutdown.
 * https://docs.openstack.org/api-ref/compute/#servers-run-an-action-servers-action
 */
export const POWER_REQUESTS: PowerRequests = {
  power_on: action({ 'os-start': null }),
  power_off: action({ 'os-stop': null }),
  reboot: action({ reboot: { type: 'SOFT' } }),
  force_reboot: action({ reboot: { type: 'HARD' } }),
};

/** Nova gives less where its operator has set a lower limit. */
const PER_PAGE = 500;

/** The headers with a token that Nova and Neutron want. */
export function tokenHeaders(session: Session) {
  return async ({
    refused,
    signal,
  }: {
    refused?: Readonly<Record<string, string>>;
    signal: AbortSignal;
  }) => ({
    'x-auth-token': (await session.ticket(signal, refused?.['x-auth-token'])).token,
  });
}

/** Nova in one region, as far as the plugin uses it. */
export class ComputeClient {
  readonly #api: ApiClient;

  constructor(http: HttpClient, session: Session, baseUrl: string, limiter: Limiter) {
    const token = tokenHeaders(session);
    this.#api = http.api({
      baseUrl,
      headers: async (request) => ({
        ...(await token(request)),
        'openstack-api-version': `compute ${MICROVERSION}`,
      }),
      requestIdHeader: 'x-openstack-request-id',
      limiter,
      mapError: toComputeError,
    });
  }

  /** One page, from the server after the marker on. */
  async page(
    marker: string | undefined,
    signal: AbortSignal,
  ): Promise<{ readonly servers: readonly WireServer[]; readonly next: string | undefined }> {
    const query = { limit: PER_PAGE, marker };
    const answer = await this.#api.get('/servers/detail', ServersAnswer, { query, signal });
    const link = answer.servers_links?.find(({ rel }) => rel === 'next');
    return { servers: answer.servers, next: link && markerIn(link.href) };
  }

  /** Undefined when the project has no such server. */
  async server(id: string, signal: AbortSignal): Promise<WireServer | undefined> {
    try {
      return (await this.#api.get(`/servers/${id}`, ServerAnswer, { signal })).server;
    } catch (error) {
      if (McmError.is(error) && error.code === 'RESOURCE_NOT_FOUND') return undefined;
      throw error;
    }
  }

  /** The cheapest request that needs a right token. */
  async probe(signal: AbortSignal): Promise<void> {
    await this.#api.get('/servers', BriefAnswer, { query: { limit: 1 }, signal });
  }

  async act(permit: Permit, signal: AbortSignal): Promise<void> {
    await this.#api.act(permit, NoAnswer, { signal });
  }
}

/** The link itself is not followed: it comes from the network, and may name a host that only the cloud can see. */
function markerIn(href: string): string {
  const marker = URL.canParse(href) ? new URL(href).searchParams.get('marker') : undefined;
  if (!marker || !isServerId(marker))
    throw new McmError('PROVIDER_ERROR', 'Nova says that there are more servers, and not from where on.');
  return marker;
}
