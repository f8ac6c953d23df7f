import { McmError, type Verification } from 'multi-cloud-manager/plugin';
import type { AwsClient } from './client.js';
import { say } from './words.js';

/** Two cheap calls: the regions, and a page of few instances. */
export async function verifyAccount(client: AwsClient, signal: AbortSignal): Promise<Verification> {
  const [regions, instances] = await Promise.all([
    permitted(client.regions(signal)),
    permitted(client.page(undefined, signal, 5)),
  ]);
  if (McmError.is(regions) && McmError.is(instances)) throw instances;
  const missing = [
    ...(McmError.is(regions) ? [say((words) => words.needs.regions)] : []),
    ...(McmError.is(instances) ? [say((words) => words.needs.instances)] : []),
  ];
  return {
    summary: say((words) =>
      McmError.is(regions) ? words.worksIn(client.region) : words.works(regions.length),
    ),
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
