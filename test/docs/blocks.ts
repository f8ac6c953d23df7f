/** A fenced block of code of a document. */
export interface Block {
  readonly language: string;
  readonly text: string;
}

/** The fenced blocks of a document in their order, those inside of lists without their indentation. */
export function blocksOf(markdown: string): readonly Block[] {
  return [...markdown.matchAll(/^( *)```(\w+)\n(.*?)^\1```$/gms)].map(
    ([, indent = '', language = '', text = '']) => ({
      language,
      text: text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    }),
  );
}
