import type { AnonymousRequest, SimulatorReply } from 'multi-cloud-manager/testing';
import { badRequest } from './replies.js';

const DEFAULT_SIZE = 100;
const LARGEST_SIZE = 500;

/** One page of a list with `meta`. A cursor is opaque: base64 of `next__` or `prev__` and a position. */
export function page(
  { query }: AnonymousRequest,
  key: string,
  items: readonly unknown[],
  mostPerPage = LARGEST_SIZE,
): SimulatorReply {
  const asked = query['per_page'] ?? String(DEFAULT_SIZE);
  const size = /^\d+$/.test(asked) ? Number(asked) : 0;
  // The limit is documented, what happens beyond it is not: refusing shows a wrong client.
  if (size < 1 || size > LARGEST_SIZE) return badRequest('Invalid per_page.');
  const step = Math.min(size, mostPerPage);
  const at = query['cursor'] === undefined ? 0 : position(query['cursor']);
  if (at === undefined) return badRequest('Invalid cursor.');
  const links = {
    next: at + step < items.length ? cursor('next', at + step) : '',
    prev: at > 0 ? cursor('prev', Math.max(0, at - step)) : '',
  };
  return {
    status: 200,
    body: { [key]: items.slice(at, at + step), meta: { total: items.length, links } },
  };
}

const cursor = (way: 'next' | 'prev', at: number): string =>
  Buffer.from(`${way}__${String(at)}`).toString('base64');

function position(text: string): number | undefined {
  const at = /^(?:next|prev)__(\d+)$/.exec(Buffer.from(text, 'base64').toString('utf8'))?.[1];
  return at === undefined ? undefined : Number(at);
}
