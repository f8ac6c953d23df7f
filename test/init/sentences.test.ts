import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { programSources, walk } from '../architecture/sources.js';

const literals = (tree: ts.SourceFile): readonly string[] => {
  const found: string[] = [];
  walk(tree, (node) => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
      found.push(node.text);
  });
  return found;
};

describe('the sentences of mcm init [RULE:INIT]', () => {
  it('stand in src/locale alone, so that they are said in every language', () => {
    const sources = programSources().filter(({ path }) => /^src\/(cli\/)?init(\/|\.ts$)/.test(path));
    expect(sources.length).toBeGreaterThan(25);
    const said = sources.flatMap(({ path, tree }) =>
      literals(tree)
        .filter((text) => /\p{L}{2,} \p{L}{2,}/u.test(text))
        .map((text) => `${path}: ${text}`),
    );
    expect(said).toEqual([
      // What the language of the config itself asks for, and the name of a folder.
      'src/init/code.ts: export default defineConfig({',
      'src/init/places.ts: Application Support',
    ]);
  });
});
