import type { SimulatedInstance } from './instance.js';
import type { FilterParameter } from './parameters.js';

type Values = (instance: SimulatedInstance) => readonly (string | undefined)[];

const addresses = ({ privateIp, publicIp, secondary = [], secondInterface = [] }: SimulatedInstance) => [
  { privateIp, publicIp },
  ...secondary,
  ...secondInterface,
];

/** What each filter looks at. A terminated instance has no address any more. */
const FILTERS: Readonly<Record<string, Values>> = {
  'instance-id': ({ id }) => [id],
  'instance-state-name': ({ state }) => [state],
  'instance-type': ({ type }) => [type],
  'tag:Name': ({ name }) => [name],
  'ip-address': ({ publicIp }) => [publicIp],
  'private-ip-address': ({ privateIp }) => [privateIp],
  'network-interface.addresses.private-ip-address': (each) =>
    addresses(each).map(({ privateIp }) => privateIp),
  'network-interface.addresses.association.public-ip': (each) =>
    addresses(each).map(({ publicIp }) => publicIp),
  'network-interface.ipv6-addresses.ipv6-address': ({ ipv6 = [] }) => ipv6,
};

/** The name of a filter that there is not. */
export const unknownFilter = (given: readonly FilterParameter[]): string | undefined =>
  given.find(({ name }) => FILTERS[name] === undefined)?.name;

/** Filters are joined by "and", the values of one by "or"; text is compared as it stands. */
export function fits(instance: SimulatedInstance, given: readonly FilterParameter[]): boolean {
  return given.every(({ name, values }) => {
    if (instance.state === 'terminated' && name.includes('address')) return false;
    return (FILTERS[name]?.(instance) ?? []).some((value) => value !== undefined && values.includes(value));
  });
}
