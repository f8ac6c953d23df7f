/** Name and message of each error in the chain; no other property, since HTTP clients keep headers there. */
export function causes(error: unknown): string | undefined {
  const chain: string[] = [];
  for (let each = error; each instanceof Error && chain.length < 5; each = each.cause)
    chain.push(`${each.name}: ${each.message}${chain.length === 0 && each.stack ? `\n${each.stack}` : ''}`);
  if (chain.length > 0) return chain.join('\n  caused by ');
  return error === undefined ? undefined : `a thrown ${typeof error}`;
}
