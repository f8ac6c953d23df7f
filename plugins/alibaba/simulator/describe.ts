import { isIPv6 } from 'node:net';
import type { SimulatorReply, SimulatorRequest } from 'multi-cloud-manager/testing';
import type { Keyholder } from './keys.js';
import { accept, refuse } from './replies.js';
import type { WireInstance } from './wire.js';

type Request = SimulatorRequest<Keyholder>;

/** Answers DescribeRegions. */
export function describeRegions(request: Request): SimulatorReply {
  const Region = request.account.account.regions.map((RegionId) => ({
    RegionId,
    RegionEndpoint: `ecs.${RegionId}.aliyuncs.com`,
    LocalName: RegionId,
  }));
  return accept(request, { Regions: { Region } });
}

/** Answers DescribeInstances. To a key without the permission the list is empty; only a dry run says why. */
export function describeInstances(request: Request): SimulatorReply {
  const { query, account: holder } = request;
  const region = query['RegionId'];
  if (region === undefined) {
    return refuse(
      request,
      400,
      'MissingParameter',
      'The input parameter RegionId that is mandatory for processing this request is not supplied.',
    );
  }
  if (!holder.account.regions.includes(region)) {
    return refuse(request, 404, 'InvalidRegionId.NotFound', 'The specified RegionId does not exist.');
  }
  const may = holder.may('DescribeInstances');
  if (query['DryRun'] === 'true') return may ? dryRun(request) : forbidden(request);
  const found = may ? holder.account.instances(region).filter((each) => matches(each, query)) : [];
  // Below 10 it is 10, above 100 it is 100.
  const size = Math.min(100, Math.max(10, Number(query['MaxResults'] ?? 10)));
  const from = query['NextToken'] === undefined ? 0 : offsetOf(query['NextToken']);
  if (from === undefined)
    return refuse(request, 400, 'InvalidParameter.NextToken', 'The specified NextToken is invalid.');
  const more = from + size < found.length;
  return accept(request, {
    Instances: { Instance: found.slice(from, from + size) },
    TotalCount: found.length,
    PageNumber: 1,
    PageSize: size,
    NextToken: more ? Buffer.from(`offset:${String(from + size)}`).toString('hex') : '',
  });
}

/** A dry run that would have been carried out. */
export const dryRun = (request: Request): SimulatorReply =>
  refuse(request, 400, 'DryRunOperation', 'Request validation has been passed with DryRun flag set.');

/** A key without the permission. */
export const forbidden = (request: Request): SimulatorReply =>
  refuse(
    request,
    403,
    'Forbidden.RAM',
    "User not authorized to operate on the specified resource, or this API doesn't support RAM.",
  );

function offsetOf(token: string): number | undefined {
  const [, offset] = /^offset:(\d+)$/.exec(Buffer.from(token, 'hex').toString('utf8')) ?? [];
  return offset === undefined ? undefined : Number(offset);
}

/** Filters are ANDed. Those for addresses within a network count only with the network's type. */
function matches(wire: WireInstance, query: Readonly<Record<string, string>>): boolean {
  const network = query['InstanceNetworkType'];
  if (network !== undefined && network !== wire.InstanceNetworkType) return false;
  const within = (name: string, has: readonly string[], only?: string): boolean => {
    const text = query[name];
    if (text === undefined || (only !== undefined && only !== network)) return true;
    const wanted = JSON.parse(text) as unknown;
    return Array.isArray(wanted) && wanted.some((each) => has.includes(String(each)));
  };
  const interfaces = wire.NetworkInterfaces.NetworkInterface;
  const own = [
    ...wire.VpcAttributes.PrivateIpAddress.IpAddress,
    ...interfaces.flatMap((each) => each.PrivateIpSets.PrivateIpSet.map((set) => set.PrivateIpAddress)),
  ];
  const v6 = interfaces.flatMap(
    (each) => each.Ipv6Sets?.Ipv6Set.map((set) => canonical(set.Ipv6Address)) ?? [],
  );
  const wanted6 = query['Ipv6Address.1'];
  return (
    within('InstanceIds', [wire.InstanceId]) &&
    within('PublicIpAddresses', wire.PublicIpAddress.IpAddress) &&
    within('EipAddresses', [wire.EipAddress.IpAddress], 'vpc') &&
    within('PrivateIpAddresses', own, 'vpc') &&
    within('InnerIpAddresses', wire.InnerIpAddress.IpAddress, 'classic') &&
    (wanted6 === undefined || v6.includes(canonical(wanted6)))
  );
}

const canonical = (address: string): string =>
  isIPv6(address) ? new URL(`http://[${address}]`).hostname : address;
