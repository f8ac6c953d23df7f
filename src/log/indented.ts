/** Indented: a line break in a message would let what follows pass for a line of somebody else. */
export const indented = (message: string): string =>
  message
    .trim()
    .split(/\s*\n\s*/)
    .join('\n    ');
