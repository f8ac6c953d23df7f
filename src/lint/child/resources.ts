/** What the standard streams and the look itself are made of. */
const OWN = new Set(['PipeWrap', 'TTYWrap', 'Immediate', 'CloseReq']);

/** Closing something takes a turn or two of the event loop. */
const TURNS = 50;

/** What keeps this process from ending, kind by kind. */
export const openResources = (): readonly string[] =>
  process.getActiveResourcesInfo().filter((kind) => !OWN.has(kind));

/** What is open now and was not before. */
export async function leftOpen(before: readonly string[]): Promise<readonly string[]> {
  let left = surplus(before);
  for (let turn = 0; turn < TURNS && left.length > 0; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    left = surplus(before);
  }
  return left;
}

function surplus(before: readonly string[]): readonly string[] {
  const known = [...before];
  return openResources().filter((kind) => {
    const at = known.indexOf(kind);
    if (at >= 0) known.splice(at, 1);
    return at < 0;
  });
}
