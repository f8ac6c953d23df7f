import { McmError, type Verification } from 'multi-cloud-manager/plugin';
import type { EcsAccount } from './account.js';
import type { Credentials } from './config.js';
import { say } from './words.js';

/** Two cheap calls: the regions, and a dry run of a listing. */
export async function verifyAccount(
  account: EcsAccount,
  { regionId }: Credentials,
  signal: AbortSignal,
): Promise<Verification> {
  const regions = await permitted(account.regions.every(signal));
  const reads = await permitted(account.permission.check(regionId, signal).then(() => true as const));
  if (McmError.is(regions) && McmError.is(reads)) throw reads;
  const seen = McmError.is(regions) ? undefined : regions.length;
  const missing = [
    ...(McmError.is(regions) ? [say((words) => words.needs.regions)] : []),
    ...(McmError.is(reads) ? [say((words) => words.needs.instances)] : []),
  ];
  return {
    summary: say((words) => words.works(seen, !McmError.is(reads))),
    ...(missing.length > 0 && { missing }),
  };
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
