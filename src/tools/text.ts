import type { ProviderInfo } from 'multi-cloud-manager/plugin';

/** A provider in one line. */
export function providerText(info: ProviderInfo): string {
  const state = info.available
    ? `available, accounts ${info.accounts.join(', ')}`
    : `not available: ${info.reason ?? ''}`;
  return `${info.name} (${info.permissions}): ${state}`;
}
