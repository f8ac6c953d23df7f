import { BlockList, isIP } from 'node:net';
import type { SimulatorReply, SimulatorRequest, SimulatorRoute } from 'multi-cloud-manager/testing';
import type { Grant } from './keystone.js';
import type { Asking } from './nova.js';
import { REGION, type ServerSpec } from './server.js';

/** A floating address that leads to nothing. */
export interface UnusedFloatingIp {
  readonly address: string;
  readonly region?: string;
}

/** What Neutron's operator has set. */
export interface NeutronSettings {
  /** Whether floating addresses say what is behind their port (an extension). */
  readonly portDetails: boolean;
  readonly unused: readonly UnusedFloatingIp[];
}

const portOf = ({ id }: ServerSpec): string => `port-of-${id}`;
const deviceOf = ({ id }: ServerSpec) => ({ device_id: id, device_owner: 'compute:az-1' });

/** Neutron keeps addresses in their short form; how Nova spells them on the way is another matter. */
function same(one: string, other: string | undefined): boolean {
  if (other === undefined || isIP(one) === 0 || isIP(one) !== isIP(other)) return false;
  const list = new BlockList();
  list.addAddress(one, isIP(one) === 6 ? 'ipv6' : 'ipv4');
  return list.check(other, isIP(other) === 6 ? 'ipv6' : 'ipv4');
}

/** Neutron in one region. */
export function neutronRoutes(
  region: string,
  base: string,
  settings: NeutronSettings,
): SimulatorRoute<Asking>[] {
  const route = (
    path: string,
    handle: (query: Readonly<Record<string, string>>, grant: Grant) => SimulatorReply,
  ): SimulatorRoute<Asking> => ({
    method: 'GET',
    path: `${base}${path}`,
    handle: ({ query, account }: SimulatorRequest<Asking>) =>
      account
        ? handle(query, account)
        : { status: 403, body: { NeutronError: { type: 'PolicyNotAuthorized', message: '', detail: '' } } },
  });
  return [
    route('/v2.0/floatingips', (query, { project }) => {
      const address = query['floating_ip_address'];
      const used = project
        .servers(region)
        .filter(({ floating }) => floating !== undefined && (address === undefined || floating === address))
        .map((spec) => ({
          floating_ip_address: spec.floating,
          fixed_ip_address: spec.fixed?.[0],
          port_id: portOf(spec),
          status: 'ACTIVE',
          ...(settings.portDetails ? { port_details: deviceOf(spec) } : {}),
        }));
      const unused = settings.unused
        .filter((each) => (each.region ?? REGION) === region && (address ?? each.address) === each.address)
        .map((each) => ({
          floating_ip_address: each.address,
          port_id: null,
          port_details: null,
          status: 'DOWN',
        }));
      return { status: 200, body: { floatingips: [...used, ...unused] } };
    }),
    route('/v2.0/ports', (query, { project }) => {
      const address = /^ip_address=(.*)$/.exec(query['fixed_ips'] ?? '')?.[1];
      const ports = project
        .servers(region)
        .filter((spec) => query['id'] === undefined || query['id'] === portOf(spec))
        .filter(
          ({ fixed = [] }) => query['fixed_ips'] === undefined || fixed.some((each) => same(each, address)),
        )
        .map((spec) => ({
          id: portOf(spec),
          ...deviceOf(spec),
          fixed_ips: (spec.fixed ?? []).map((ip_address) => ({ ip_address, subnet_id: 'subnet-1' })),
        }));
      return { status: 200, body: { ports } };
    }),
  ];
}
