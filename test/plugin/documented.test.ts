import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { programOver, ROOT } from './sources-program.js';

const program = programOver(
  ['src/index.ts', 'src/plugin/index.ts', 'src/policies/index.ts', 'src/testing/index.ts'].map(
    (file) => ROOT + file,
  ),
);
const checker = program.getTypeChecker();

/** The exports of a file, as they are declared where they come from. */
function exportsOf(file: string): readonly ts.Symbol[] {
  const source = program.getSourceFile(ROOT + file);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error(`There is no ${file}.`);
  return checker
    .getExportsOfModule(module)
    .map((each) => (each.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(each) : each));
}

/** What has no comment: declarations of the symbol (a value and a type of one name need one each), and what of it can be called. */
function silent({ name, declarations = [] }: ts.Symbol): readonly string[] {
  return declarations.flatMap((declaration) => [
    ...(saysWhat(declaration) ? [] : [`${name} (${ts.SyntaxKind[declaration.kind]})`]),
    ...membersOf(declaration)
      .filter((member) => !saysWhat(member))
      .map((member) => `${name}.${member.name.getText()}`),
  ]);
}

function saysWhat(declaration: ts.Declaration): boolean {
  const holder = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
  return ts.getJSDocCommentsAndTags(holder).some(({ comment }) => ts.getTextOfJSDocComment(comment));
}

/** Methods: their name does not say what they throw, or in which unit they count. */
function membersOf(declaration: ts.Declaration): readonly (ts.MethodSignature | ts.MethodDeclaration)[] {
  if (ts.isInterfaceDeclaration(declaration)) return declaration.members.filter(ts.isMethodSignature);
  if (!ts.isClassDeclaration(declaration)) return [];
  return declaration.members
    .filter(ts.isMethodDeclaration)
    .filter(({ name }) => !ts.isPrivateIdentifier(name));
}

describe('every export, and every method of one, has a comment that says what it is', () => {
  it.each([
    ['multi-cloud-manager', 'src/index.ts'],
    ['multi-cloud-manager/plugin', 'src/plugin/index.ts'],
    ['multi-cloud-manager/policies', 'src/policies/index.ts'],
    ['multi-cloud-manager/testing', 'src/testing/index.ts'],
  ])('in %s', (_name, file) => {
    expect(exportsOf(file).flatMap(silent)).toEqual([]);
  });
});
