import type { FleetContext, Logger } from 'multi-cloud-manager/plugin';
import { HostFleet } from '../../src/fleet/fleet.js';
import { Roster } from '../../src/fleet/roster.js';
import { createMint } from '../../src/power/permit.js';
import { AcmeProvider, type Acme } from '../fixtures/acme.js';
import { TestClock } from '../fixtures/clock.js';

/** A logger that keeps its lines. */
export function lines(): Logger & { readonly said: readonly string[] } {
  const said: string[] = [];
  const keep = (message: string, fields?: Readonly<Record<string, unknown>>) => {
    said.push(`${message} ${JSON.stringify(fields ?? {})}`);
  };
  return { debug: keep, info: keep, warn: keep, error: keep, said };
}

/** A fleet over clouds in memory, by name. */
export function fleetOf(clouds: Readonly<Record<string, Acme>>, clock = TestClock.running()) {
  const roster = new Roster();
  const log = lines();
  for (const [name, cloud] of Object.entries(clouds))
    roster.add({ name, provider: new AcmeProvider({ cloud }), power: {}, log });
  let ids = 0;
  const fleet = new HostFleet(roster, clock, { next: () => `id${String(++ids)}` });
  return { fleet, roster, clock, log };
}

/** What a call lends to the fleet, never cancelled unless the test says so. */
export const context = (more: Partial<FleetContext> = {}): FleetContext => ({
  signal: new AbortController().signal,
  ...more,
});

/** A permit for an instance of a cloud. */
export function permitFor(
  cloud: Acme,
  id: string,
  action: 'power_on' | 'power_off' | 'shutdown' | 'reboot' = 'reboot',
) {
  const instance = structuredClone(cloud.instance(id));
  const { provider, account } = instance;
  return createMint().mint({
    provider,
    account,
    instance,
    action,
    force: false,
    variant: action,
    callId: 'call-1',
  });
}

/** The McmError that this ends in, as far as a reader sees it. */
export async function refusal(
  promise: Promise<unknown>,
): Promise<{ code: unknown; message: string; details: unknown }> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error && 'code' in error && 'details' in error)
      return { code: error.code, message: error.message, details: error.details };
    throw error;
  }
  throw new Error('It was not refused.');
}
