import { z } from 'zod';

// What is read of the APIs' answers; everything else is let through unread. What a policy may hide, or an older service does not say, is
// not required.

const Endpoint = z.object({
  interface: z.string().nullish(),
  region: z.string().nullish(),
  region_id: z.string().nullish(),
  url: z.string().nullish(),
});

const WireService = z.object({ type: z.string().nullish(), endpoints: z.array(Endpoint).nullish() });
/** A service in the catalogue. */
export type WireService = z.output<typeof WireService>;

/** https://docs.openstack.org/api-ref/identity/v3/#password-authentication-with-scoped-authorization */
export const TokenAnswer = z.object({
  token: z.object({
    issued_at: z.iso.datetime(),
    expires_at: z.iso.datetime(),
    catalog: z.array(WireService).nullish(),
  }),
});

const Address = z.object({ addr: z.string(), 'OS-EXT-IPS:type': z.string().nullish() });

const Flavor = z.object({
  /** Since 2.47. Before that there is only an id. */
  original_name: z.string().nullish(),
  id: z.string().nullish(),
  vcpus: z.number().nullish(),
  ram: z.number().nullish(),
  disk: z.number().nullish(),
});

/**
 * https://docs.openstack.org/api-ref/compute/#list-servers-detailed; of a server in a cell that is down, Nova says little more than
 * its id (since 2.69).
 */
export const WireServer = z.object({
  id: z.string(),
  status: z.string(),
  name: z.string().nullish(),
  created: z.string().nullish(),
  addresses: z.record(z.string(), z.array(Address)).nullish(),
  flavor: Flavor.nullish(),
  /** An empty text for a server that was started from a volume. */
  image: z.union([z.object({ id: z.string().nullish() }), z.literal('')]).nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
  tags: z.array(z.string()).nullish(),
  description: z.string().nullish(),
  key_name: z.string().nullish(),
  locked: z.boolean().nullish(),
  security_groups: z.array(z.object({ name: z.string() })).nullish(),
  'OS-EXT-AZ:availability_zone': z.string().nullish(),
  'OS-EXT-STS:task_state': z.string().nullish(),
  'os-extended-volumes:volumes_attached': z.array(z.object({ id: z.string() })).nullish(),
});
/** See {@link WireServer}. */
export type WireServer = z.output<typeof WireServer>;

const Link = z.object({ rel: z.string(), href: z.string() });

export const ServersAnswer = z.object({
  servers: z.array(WireServer),
  servers_links: z.array(Link).nullish(),
});
export const ServerAnswer = z.object({ server: WireServer });
/** Nova says no more than 202 to an action. */
export const NoAnswer = z.undefined();
/** `GET /servers` has less of each server than `/servers/detail`. */
export const BriefAnswer = z.object({ servers: z.array(z.object({ id: z.string() })) });

const Device = z.object({ device_id: z.string().nullish(), device_owner: z.string().nullish() });
/** What an address or a port belongs to. */
export type WireDevice = z.output<typeof Device>;

/** https://docs.openstack.org/api-ref/network/v2/#list-floating-ips */
export const FloatingIpsAnswer = z.object({
  floatingips: z.array(z.object({ port_id: z.string().nullish(), port_details: Device.nullish() })),
});

/** https://docs.openstack.org/api-ref/network/v2/#list-ports */
export const PortsAnswer = z.object({ ports: z.array(Device) });
