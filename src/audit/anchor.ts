import { sha256 } from './canonical.js';
import type { Head } from './record.js';

/** Where a chain ends, kept apart from it: a trail that is shorter was cut. */
export interface Anchor extends Head {
  /** The last record that was flushed to the disk itself. */
  readonly durable: number;
  /** Which run of the machine, where it says so: what was not flushed may be lost when it restarts. */
  readonly boot?: string;
}

/** Every anchor is this long, so that it is written in place with one write, within one sector. */
export const ANCHOR_BYTES = 512;

/** An anchor as it stands in its file: canonical, with a checksum over itself, padded. */
export function encodeAnchor({ chain, seq, hash, durable, boot }: Anchor): Buffer {
  // The canonical form, which is the same for all but for the values.
  const run = boot === undefined ? '' : `"boot":${JSON.stringify(boot)},`;
  const [before, after] = [
    `{${run}"chain":${JSON.stringify(chain)}`,
    `"durable":${String(durable)},"hash":${JSON.stringify(hash)},"seq":${String(seq)}}`,
  ];
  const text = `${before},"check":"${sha256(`${before},${after}`)}",${after}`;
  return Buffer.from(`${text.padEnd(ANCHOR_BYTES - 1)}\n`);
}

/** Reads one back; undefined when a byte of it is not as it was written. */
export function decodeAnchor(bytes: Buffer): Anchor | undefined {
  try {
    const value = JSON.parse(bytes.toString()) as Partial<Anchor> | null;
    if (typeof value?.chain !== 'string' || typeof value.hash !== 'string') return undefined;
    if (typeof value.seq !== 'number' || typeof value.durable !== 'number') return undefined;
    const { chain, seq, hash, durable, boot } = value;
    const anchor = { chain, seq, hash, durable, ...(typeof boot === 'string' && { boot }) };
    return encodeAnchor(anchor).equals(bytes) ? anchor : undefined;
  } catch {
    return undefined;
  }
}
