import type { ApiClient, HttpClient, Limiter } from 'multi-cloud-manager/plugin';
import { tokenHeaders } from './compute.js';
import { toNetworkError } from './errors.js';
import type { Session } from './session.js';
import { FloatingIpsAnswer, PortsAnswer, type WireDevice } from './wire.js';

/** Neutron in one region: whose an address is. */
export class NetworkClient {
  readonly #api: ApiClient;

  constructor(http: HttpClient, session: Session, baseUrl: string, limiter: Limiter) {
    this.#api = http.api({
      baseUrl,
      headers: tokenHeaders(session),
      requestIdHeader: 'x-openstack-request-id',
      limiter,
      mapError: toNetworkError,
    });
  }

  /** The ids of the servers that have the address: as a floating one, or as one of their own. */
  async serversWith(address: string, signal: AbortSignal): Promise<readonly string[]> {
    const floating = address.includes(':') ? [] : await this.#floating(address, signal);
    const devices =
      floating.length > 0 ? floating : await this.#ports({ fixed_ips: `ip_address=${address}` }, signal);
    const owned = devices.filter(({ device_owner }) => device_owner?.startsWith('compute:'));
    return [...new Set(owned.flatMap(({ device_id }) => device_id || []))];
  }

  /** Empty where there is no such floating address, or nothing behind it. */
  async #floating(address: string, signal: AbortSignal): Promise<readonly WireDevice[]> {
    const query = { floating_ip_address: address };
    const { floatingips } = await this.#api.get('/v2.0/floatingips', FloatingIpsAnswer, { query, signal });
    const found = await Promise.all(
      floatingips.map(async ({ port_id, port_details }) => {
        if (port_details) return [port_details];
        // Not every Neutron says what is behind the port.
        return port_id ? this.#ports({ id: port_id }, signal) : [];
      }),
    );
    return found.flat();
  }

  async #ports(query: Readonly<Record<string, string>>, signal: AbortSignal): Promise<readonly WireDevice[]> {
    return (await this.#api.get('/v2.0/ports', PortsAnswer, { query, signal })).ports;
  }
}
