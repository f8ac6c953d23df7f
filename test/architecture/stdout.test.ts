import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

import { parse, programSources, walk } from './sources.js';
import type { Source } from './sources.js';

/** Every place that could put a byte on stdout: `process.stdout`, `console`, and file descriptor 1. */
function writesToStdout({ path, tree }: Source): readonly string[] {
  const found: string[] = [];
  const add = (node: ts.Node): void => {
    const { line } = tree.getLineAndCharacterOfPosition(node.getStart());
    found.push(`${path}:${line + 1} ${node.getText().split('\n')[0] ?? ''}`);
  };
  walk(tree, (node) => {
    if (
      ts.isPropertyAccessExpression(node) &&
      node.name.text === 'stdout' &&
      node.expression.getText() === 'process'
    ) {
      add(node);
    } else if (ts.isIdentifier(node) && node.text === 'console' && !isName(node)) {
      add(node.parent);
    } else if (ts.isCallExpression(node) && writesToDescriptorOne(node)) {
      add(node);
    }
  });
  return found;
}

/** `console` as the name of a property or member, which is not the global. */
function isName(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    ((ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent)) && parent.name === node)
  );
}

function writesToDescriptorOne({ expression, arguments: [first] }: ts.CallExpression): boolean {
  return /\b(write|writeSync|writeFileSync)$/.test(expression.getText()) && first?.getText() === '1';
}

describe('stdout belongs to MCP [ARCH-STDOUT]', () => {
  it('nothing writes to it but the commands', () => {
    expect(
      programSources()
        .filter(({ path }) => !path.startsWith('src/cli/'))
        .flatMap(writesToStdout),
    ).toEqual([]);
  });

  it.each([
    'process.stdout.write(text);',
    'console.log(text);',
    'const { log } = console;',
    'writeSync(1, text);',
  ])('would find %s', (code) => {
    expect(writesToStdout(parse('src/fleet/list.ts', code))).toHaveLength(1);
  });

  it.each(['streams.stdout.write(text);', 'links.console', 'process.stderr.write(text);'])(
    'lets pass %s',
    (code) => {
      expect(writesToStdout(parse('src/fleet/list.ts', code))).toEqual([]);
    },
  );
});
