import type { ServerSpec } from './server.js';

/** An id that sorts as it is numbered. */
export const serverId = (number: number): string =>
  `9168b536-cd40-4630-b43f-${String(number).padStart(12, '0')}`;

/** A small lively fleet in two regions: production, large, IPv6 only, off, locked, in a cell that is down. */
export function exampleServers(): readonly ServerSpec[] {
  return [
    {
      id: serverId(1),
      name: 'web-1',
      fixed: ['10.0.0.5'],
      floating: '203.0.113.7',
      metadata: { env: 'prod', team: 'shop' },
      tags: ['web'],
    },
    { id: serverId(2), name: 'batch-1', fixed: ['10.0.0.6'], floating: '203.0.113.8' },
    { id: serverId(3), name: 'batch-2', fixed: ['10.0.0.7'], status: 'SHUTOFF' },
    { id: serverId(4), name: 'v6-only', fixed: ['2001:0DB8:0000:0000:0000:0000:0000:0A01'] },
    { id: serverId(5), name: 'flat-net', fixed: ['198.51.100.20'] },
    { id: serverId(6), name: 'kept', fixed: ['10.0.0.8'], locked: true },
    { id: serverId(7), name: 'lost-cell', unreachable: true },
    { id: serverId(8), name: 'far-away', fixed: ['10.0.0.5'], floating: '203.0.113.9', region: 'RegionTwo' },
  ];
}
