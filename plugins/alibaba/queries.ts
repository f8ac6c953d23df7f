/** The most that the API gives on one page. */
const PAGE_SIZE = 100;

/** Which instances to ask for. Filters are ANDed by the API, so there is one at a time. */
export interface InstanceFilter {
  readonly ids?: readonly string[];
  readonly publicIp?: string;
  readonly eip?: string;
  readonly vpcIp?: string;
  readonly classicIp?: string;
  readonly ipv6?: string;
  readonly pageToken?: string;
  /** Asks only whether it would be permitted. */
  readonly dryRun?: boolean;
}

/** A span of metrics; times as the API writes them. */
export interface MonitorQuery {
  readonly id: string;
  readonly startTime: string;
  readonly endTime: string;
  readonly period: 60 | 600 | 3600;
}

/** The filter in the SDK's words. */
export function fieldsOf(filter: InstanceFilter): Readonly<Record<string, unknown>> {
  return {
    maxResults: PAGE_SIZE,
    nextToken: filter.pageToken,
    instanceIds: filter.ids && JSON.stringify(filter.ids),
    publicIpAddresses: jsonList(filter.publicIp),
    eipAddresses: jsonList(filter.eip),
    privateIpAddresses: jsonList(filter.vpcIp),
    innerIpAddresses: jsonList(filter.classicIp),
    // Those three are ignored without the network type that they belong to.
    instanceNetworkType: networkOf(filter),
    ipv6Address: filter.ipv6 === undefined ? undefined : [filter.ipv6],
    dryRun: filter.dryRun,
  };
}

/** The API takes lists as JSON. */
const jsonList = (value: string | undefined): string | undefined =>
  value === undefined ? undefined : JSON.stringify([value]);

function networkOf({ eip, vpcIp, classicIp }: InstanceFilter): 'vpc' | 'classic' | undefined {
  if ((eip ?? vpcIp) !== undefined) return 'vpc';
  return classicIp === undefined ? undefined : 'classic';
}
