import type { TrailFiles } from './files.js';
import { segmentOf } from './names.js';
import { readAnchor, verifyChain, type ChainReport } from './verify-chain.js';

/** Verifies the chain that was begun last, unless it is longer than this; undefined where there is none. It may grow meanwhile. */
export async function verifyNewest(
  files: TrailFiles,
  boot: string | undefined,
  mostBytes: number,
): Promise<ChainReport | 'too long' | undefined> {
  const begun = [
    ...(await files.chains()),
    ...(await files.segments()).map((name) => segmentOf(name)?.chain),
  ];
  const chain = begun.filter((each) => each !== undefined).reduce(later, '');
  if (chain === '') return undefined;
  const anchor = await readAnchor(chain, files);
  // After the anchor: the chain is then at least as long as it says.
  const parts = (await files.segments()).flatMap((file) => {
    const segment = segmentOf(file);
    return segment?.chain === chain ? [{ file, number: segment.number }] : [];
  });
  const sizes = await Promise.all(parts.map(({ file }) => files.size(file)));
  if (sizes.reduce((sum, size) => sum + size, 0) > mostBytes) return 'too long';
  parts.sort((a, b) => a.number - b.number);
  return (await verifyChain(chain, parts, anchor, files, boot)).report;
}

/** Chains are named after when they were begun. */
const later = (one: string, other: string): string => (one > other ? one : other);
