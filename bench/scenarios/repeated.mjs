import { listTools, start } from '../client.mjs';

/**
 * How long one request takes to a server that runs: the median of many, one after the other, without the first of them, in which code is
 * compiled.
 *
 * @param {import('../client.mjs').Target} target
 * @param {string} method
 * @param {unknown} params
 * @param {{ readonly times: number, readonly first: number }} counts
 * @param {(result: Record<string, unknown>) => unknown} [check] throws for an answer that does not count
 */
export async function repeated(target, method, params, { times, first }, check = () => undefined) {
  const client = start(target);
  try {
    await listTools(client);
    const taken = [];
    for (let number = 0; number < times; number += 1) {
      const { result, ms } = await client.timed(method, params);
      taken.push(ms);
      check(result);
    }
    const sorted = taken.slice(first).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? NaN;
  } finally {
    await client.close();
  }
}
