import { McmError, type Text, type Verification } from 'multi-cloud-manager/plugin';
import type { DigitalOceanClient } from './client.js';
import { say } from './words.js';

/** Two cheap calls: the account, and one droplet. */
export async function verifyAccount(client: DigitalOceanClient, signal: AbortSignal): Promise<Verification> {
  const [account, droplets] = await Promise.all([
    permitted(client.account(signal)),
    permitted(client.droplets('droplets', 1, signal, 1)),
  ]);
  if (McmError.is(account) && McmError.is(droplets)) throw droplets;
  const missing = [
    ...(McmError.is(account) ? [say((words) => words.needs.account)] : []),
    ...(McmError.is(droplets) ? [say((words) => words.needs.droplets)] : []),
  ];
  return {
    summary: McmError.is(account) ? say((words) => words.worksUnseen) : said(account),
    ...(missing.length > 0 && { missing }),
  };
}

function said({ account }: Awaited<ReturnType<DigitalOceanClient['account']>>): Text {
  const { droplet_limit: limit, status } = account;
  return say((words) => words.works(status ?? undefined, limit ?? undefined));
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
