import { join } from 'node:path';

/** Where the trail lies below the state directory. */
export const auditDirectory = (stateDir: string): string => join(stateDir, 'audit');

/** Where the anchors lie below the trail's own directory. */
export const HEADS = 'heads';

const CHAIN = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z-(\d+)-[0-9a-f]{8}$/;
const SEGMENT = /^(.+)-(\d{4,})\.jsonl$/;

/** Names a chain: when it was begun, by which process, and something random, so that no two are called the same. */
export function chainId(begun: Date, pid: number, random: string = crypto.randomUUID()): string {
  return `${begun.toISOString().replaceAll(/[:.]/g, '-')}-${String(pid)}-${random.slice(0, 8)}`;
}

/** When a chain was begun (ISO 8601) and by which process, as its name says. */
export function chainOrigin(chain: string): { readonly begun: string; readonly pid: number } | undefined {
  const [, day, hour, minute, second, ms, pid] = CHAIN.exec(chain) ?? [];
  if (day === undefined) return undefined;
  return { begun: `${day}T${hour ?? ''}:${minute ?? ''}:${second ?? ''}.${ms ?? ''}Z`, pid: Number(pid) };
}

/** The file of a chain's part; the first is 1. */
export const segmentName = (chain: string, number: number): string =>
  `${chain}-${String(number).padStart(4, '0')}.jsonl`;

/** Which chain's part a file is; undefined for any other file. */
export function segmentOf(name: string): { readonly chain: string; readonly number: number } | undefined {
  const [, chain = '', digits = ''] = SEGMENT.exec(name) ?? [];
  const number = Number(digits);
  return CHAIN.test(chain) && segmentName(chain, number) === name ? { chain, number } : undefined;
}

/** The file that holds a chain's anchor, below the trail's directory. */
export const anchorName = (chain: string): string => `${HEADS}/${chain}.json`;

/** Whose anchor a file in {@link HEADS} is; undefined for any other file. */
export function anchorOf(name: string): string | undefined {
  const chain = name.endsWith('.json') ? name.slice(0, -'.json'.length) : '';
  return CHAIN.test(chain) ? chain : undefined;
}
