import { McmError, type Verification } from 'multi-cloud-manager/plugin';
import type { DigitalOceanClient } from './client.js';

/** Two cheap calls: the account, and one droplet. */
export async function verifyAccount(client: DigitalOceanClient, signal: AbortSignal): Promise<Verification> {
  const [account, droplets] = await Promise.all([
    permitted(client.account(signal)),
    permitted(client.droplets('droplets', 1, signal, 1)),
  ]);
  if (McmError.is(account) && McmError.is(droplets)) throw droplets;
  const missing = [
    ...(McmError.is(account) ? ['account:read, to see the account'] : []),
    ...(McmError.is(droplets) ? ['droplet:read, to find and list droplets'] : []),
  ];
  return {
    summary: McmError.is(account)
      ? 'The token works and may read droplets.'
      : `The token works; ${said(account)}.`,
    ...(missing.length > 0 && { missing }),
  };
}

function said({ account }: Awaited<ReturnType<DigitalOceanClient['account']>>): string {
  const { droplet_limit: limit, status } = account;
  const most = limit === undefined || limit === null ? '' : ` and may have ${limit} droplets`;
  return `the account is ${status ?? 'of unknown status'}${most}`;
}

/** The value, or the error where it is one of permission. */
async function permitted<T>(asked: Promise<T>): Promise<T | McmError> {
  try {
    return await asked;
  } catch (error) {
    if (McmError.is(error) && error.code === 'PERMISSION_DENIED') return error;
    throw error;
  }
}
