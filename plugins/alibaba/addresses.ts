import { isIPv6 } from 'node:net';
import type { InstanceFilter } from './queries.js';

/** Ranges that the networks of a customer have; everything else is public. */
const PRIVATE = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/;

/** The requests that find an address. The API has a filter for each kind of address and combines several with AND, so each is asked alone. */
export function filtersFor(address: string): readonly InstanceFilter[] {
  if (isIPv6(address)) return [{ ipv6: address }];
  return PRIVATE.test(address)
    ? [{ vpcIp: address }, { classicIp: address }]
    : [{ publicIp: address }, { eip: address }];
}
