import type { Instance, Policy } from 'multi-cloud-manager/plugin';
import type { TestHost, ToolReply } from 'multi-cloud-manager/testing';
import { Acme, server } from '../fixtures/acme.js';
import { TestClock } from '../fixtures/clock.js';
import { hostOf } from '../fixtures/hosts.js';

/** What a confirmed reboot of `i-1` on Acme is called with. */
export const REBOOT = {
  provider: 'acme',
  instance_id: 'i-1',
  action: 'reboot',
  ip_confirmation: '203.0.113.7',
  name_confirmation: 'server-i-1',
  operation_confirmation: 'reboot',
};

/** A host with these policies on one cloud with one server, at a time. */
export async function ruled(
  policies: readonly Policy[],
  { at = '2026-03-01T12:00:00Z', ...given }: Partial<Instance> & { readonly at?: string } = {},
): Promise<{ readonly cloud: Acme; readonly host: TestHost; readonly clock: TestClock }> {
  const cloud = new Acme(server({ id: 'i-1', ...given }));
  const clock = TestClock.still(at);
  return { cloud, clock, host: await hostOf(cloud, { policies, clock }) };
}

/** How a call ended in one word or sentence: a refusal's sentence, a challenge's level, or a result's status. */
export function ending({ code, content, text }: ToolReply): unknown {
  if (code !== undefined) return text;
  return content['level'] ?? content['status'];
}
