import { McmError } from 'multi-cloud-manager/plugin';
import type { DropletKind } from './client.js';
import { say } from './words.js';

/** Plain droplets are listed first, then those with a GPU. */
const AFTER: Readonly<Record<DropletKind, DropletKind | undefined>> = { droplets: 'gpus', gpus: undefined };

/** What a page token stands for; without one, the very first page. */
export function parseToken(token = 'droplets:1'): { kind: DropletKind; page: number } {
  const [, kind, page] = /^(droplets|gpus):([1-9]\d{0,5})$/.exec(token) ?? [];
  if (kind === undefined)
    throw new McmError(
      'VALIDATION_FAILED',
      say((words) => words.pageToken),
    );
  return { kind: kind === 'gpus' ? 'gpus' : 'droplets', page: Number(page) };
}

/** The token of the page after this one; undefined after the last. */
export function nextToken(kind: DropletKind, page: number, more: boolean): string | undefined {
  if (more) return `${kind}:${page + 1}`;
  const after = AFTER[kind];
  return after && `${after}:1`;
}
