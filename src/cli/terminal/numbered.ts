/** Things of some lines each, as a list that is numbered from 1. */
export function numbered(things: readonly (readonly string[])[]): string {
  return things
    .map((lines, index) =>
      lines.map((line, at) => `${at === 0 ? `${index + 1}. ` : '   '}${line}\n`).join(''),
    )
    .join('\n')
    .concat('\n');
}
