import type { AnonymousRequest, SimulatorReply } from 'multi-cloud-manager/testing';
import { unprocessable } from './replies.js';

/** One page of a collection with `links` and `meta`. */
export function page(request: AnonymousRequest, key: string, items: readonly unknown[]): SimulatorReply {
  const size = number(request.query['per_page'], 20);
  const at = number(request.query['page'], 1);
  if (!(size >= 1 && size <= 200) || !(at >= 1)) {
    // The limits are documented, what happens beyond them is not: refusing shows a wrong client.
    return unprocessable(request, 'per_page must be 1 to 200, and page at least 1.');
  }
  const last = Math.max(1, Math.ceil(items.length / size));
  return {
    status: 200,
    body: {
      [key]: items.slice((at - 1) * size, at * size),
      links: links(request, at, last),
      meta: { total: items.length },
    },
  };
}

function links(request: AnonymousRequest, at: number, last: number): object {
  const to = (target: number): string => {
    const query = new URLSearchParams({ ...request.query, page: String(target) });
    return `${request.origin}${request.path}?${query.toString()}`;
  };
  if (last === 1 && at === 1) return {};
  return {
    pages: {
      ...(at > 1 ? { first: to(1), prev: to(at - 1) } : {}),
      ...(at < last ? { next: to(at + 1), last: to(last) } : {}),
    },
  };
}

function number(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  return /^\d+$/.test(text) ? Number(text) : NaN;
}
