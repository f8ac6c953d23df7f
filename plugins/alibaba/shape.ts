import { McmError, type Permit, type PowerVariant } from 'multi-cloud-manager/plugin';
import { withOutcome } from './errors.js';
import type { SdkCall } from './line.js';
import { say } from './words.js';

/** What a power request says, beside the instance. Whatever else StartInstance and the others can do is not in here. */
const POWER: Readonly<
  Record<PowerVariant, { readonly action: string; readonly query: Readonly<Record<string, string>> }>
> = {
  // Without InitLocalDisk: it would wipe a broken local disk.
  power_on: { action: 'StartInstance', query: {} },
  // KeepCharging is said each time: an account's default may be StopCharging, which can lose the public address.
  power_off: { action: 'StopInstance', query: { ForceStop: 'true', StoppedMode: 'KeepCharging' } },
  shutdown: { action: 'StopInstance', query: { ForceStop: 'false', StoppedMode: 'KeepCharging' } },
  reboot: { action: 'RebootInstance', query: { ForceStop: 'false' } },
  force_reboot: { action: 'RebootInstance', query: { ForceStop: 'true' } },
};
const READS: ReadonlySet<string> = new Set([
  'DescribeRegions',
  'DescribeInstances',
  'DescribeInstanceMonitorData',
]);
const CLOUD = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.aliyuncs\.com$/;

/** Where requests go: the end point of the config, else a host of Alibaba Cloud's. */
export type EndPoint = URL | undefined;

/** Lets a call of the SDK through if it is one of the reads that this plugin makes. The SDK could make any. */
export function checkRead(call: SdkCall, endpoint: EndPoint): void {
  if (!READS.has(call.action) || !isPlain(call, endpoint)) throw other(call);
}

/** Lets a call of the SDK through if it is the one that the permit allows, to the letter. */
export function checkPower(call: SdkCall, permit: Permit, endpoint: EndPoint): void {
  const { action, query } = POWER[permit.variant];
  const expected = { InstanceId: permit.instance.id, ...query };
  const same = call.action === action && call.method === 'POST' && textOf(call.query) === textOf(expected);
  if (!same || !isPlain(call, endpoint)) throw withOutcome(other(call), 'not_done');
}

function isPlain({ version, pathname, protocol, endpoint: host }: SdkCall, endpoint: EndPoint): boolean {
  const there = endpoint
    ? host === endpoint.host && protocol === endpoint.protocol.slice(0, -1)
    : CLOUD.test(host) && protocol === 'https';
  return version === '2014-05-26' && pathname === '/' && there;
}

const textOf = (query: Readonly<Record<string, string>>): string =>
  JSON.stringify(Object.entries(query).sort(([one], [next]) => (one < next ? -1 : 1)));

const other = ({ action }: SdkCall): McmError =>
  new McmError(
    'INTERNAL',
    say((words) => words.otherRequest(action)),
    { provider: 'alibaba' },
  );
