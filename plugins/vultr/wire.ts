import { z } from 'zod';

// What is read of the API's answers. zod drops every other key, so what must not be seen (`default_password`, and `kvm`, a link that
// opens the console without a login) ends here, because it has no line.
// https://www.vultr.com/api/

const Text = z.string().nullish();
const Count = z.number().nullish();

const Network6 = z.object({ network: Text, main_ip: Text, network_size: Count });

export const WireInstance = z.object({
  id: z.string().min(1),
  label: Text,
  hostname: Text,
  status: Text,
  power_status: Text,
  server_status: Text,
  region: Text,
  plan: Text,
  os: Text,
  os_id: Count,
  app_id: Count,
  image_id: Text,
  vcpu_count: Count,
  ram: Count,
  disk: Count,
  main_ip: Text,
  netmask_v4: Text,
  gateway_v4: Text,
  internal_ip: Text,
  v6_main_ip: Text,
  v6_network: Text,
  v6_network_size: Count,
  v6_networks: z.array(Network6).nullish(),
  allowed_bandwidth: Count,
  date_created: Text,
  firewall_group_id: Text,
  features: z.array(z.string()).nullish(),
  tag: Text,
  tags: z.array(z.string()).nullish(),
  user_scheme: Text,
});
export type WireInstance = z.output<typeof WireInstance>;

export const WireIpv4 = z.object({ ip: z.string(), type: Text, reverse: Text });
export type WireIpv4 = z.output<typeof WireIpv4>;

export const WireReservedIp = z.object({
  id: Text,
  region: Text,
  ip_type: Text,
  subnet: z.string(),
  subnet_size: Count,
  label: Text,
  instance_id: Text,
});
export type WireReservedIp = z.output<typeof WireReservedIp>;

/** `next` is empty on the last page. */
const Meta = z.object({ total: Count, links: z.object({ next: Text }).nullish() }).nullish();
export type WireMeta = z.output<typeof Meta>;

export const InstanceAnswer = z.object({ instance: WireInstance });
export const InstancesAnswer = z.object({ instances: z.array(WireInstance), meta: Meta });
export const Ipv4Answer = z.object({ ipv4s: z.array(WireIpv4), meta: Meta });
export const ReservedIpsAnswer = z.object({ reserved_ips: z.array(WireReservedIp), meta: Meta });
export const RegionsAnswer = z.object({ regions: z.array(z.object({ id: z.string() })), meta: Meta });
export const AccountAnswer = z.object({ account: z.object({ acls: z.array(z.string()).nullish() }) });

const Day = z.object({ incoming_bytes: z.number().nonnegative(), outgoing_bytes: z.number().nonnegative() });
/** Days by their date; an empty set of them may come as an empty list. */
export const BandwidthAnswer = z.object({
  bandwidth: z.union([
    z.record(z.string().regex(/^\d{4}-\d{2}-\d{2}$/), Day),
    z.tuple([]).transform(() => ({})),
  ]),
});

/** A power request is answered with 204 and nothing. */
export const NoAnswer = z.undefined();
