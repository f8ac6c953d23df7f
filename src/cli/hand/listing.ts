import type { InstanceList } from 'multi-cloud-manager/plugin';
import type { CallOutcome } from '../../call/request.js';
import type { Calls } from './calls.js';

/** The most that one answer holds. */
const PART = 500;

/** A whole listing, part after part; the gaps are those of the last part, which knows them all. */
export async function listing(
  calls: Calls,
  query: Readonly<Record<string, string>>,
): Promise<
  { readonly list: InstanceList } | { readonly failed: Extract<CallOutcome, { kind: 'error' | 'challenge' }> }
> {
  const instances: InstanceList['instances'] = [];
  for (let cursor: string | undefined; ;) {
    const outcome = await calls.call('list_instances', {
      ...query,
      limit: PART,
      ...(cursor !== undefined && { cursor }),
    });
    if (outcome.kind !== 'result') return { failed: outcome };
    const part = outcome.content as InstanceList;
    instances.push(...part.instances);
    cursor = part.cursor;
    if (cursor === undefined) return { list: { ...part, instances } };
  }
}
