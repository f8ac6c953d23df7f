const END = 0x0a;

/** The complete lines of a file, and what follows the last of them: a line that was torn, or is still being written. */
export function splitLines(bytes: Buffer): { readonly lines: readonly Buffer[]; readonly rest: Buffer } {
  const lines: Buffer[] = [];
  let from = 0;
  for (let end = bytes.indexOf(END); end !== -1; end = bytes.indexOf(END, from)) {
    lines.push(bytes.subarray(from, end));
    from = end + 1;
  }
  return { lines, rest: bytes.subarray(from) };
}
