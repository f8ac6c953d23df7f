import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';

import ts from 'typescript';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** One place where a file names another module. */
export interface Import {
  /** As written. */
  readonly specifier: string;
  /** The file it means, from the root, when it is one of ours; else the package's name as written. */
  readonly target: string;
  /** `type`: gone after compilation; `static`: loaded with the file; `dynamic`: loaded when reached. */
  readonly kind: 'type' | 'static' | 'dynamic';
}

export interface Source {
  /** From the root, with `/`. */
  readonly path: string;
  readonly tree: ts.SourceFile;
  readonly imports: readonly Import[];
}

/** Every TypeScript file of the program: src/ and plugins/. */
export function programSources(): readonly Source[] {
  return ['src', 'plugins'].flatMap((folder) =>
    readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
      .filter((path) => path.endsWith('.ts'))
      .sort()
      .map((path) => parse(path, readFileSync(`${root}${path}`, 'utf8'))),
  );
}

/** A file as the checks see it; tests make their own with it. */
export function parse(path: string, text: string): Source {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true, ts.ScriptKind.TS);
  return { path, tree, imports: importsOf(path, tree) };
}

/** Calls `visit` for the tree's every node. */
export function walk(tree: ts.Node, visit: (node: ts.Node) => void): void {
  visit(tree);
  tree.forEachChild((child) => walk(child, visit));
}

const ownSubpaths: Readonly<Record<string, string>> = {
  'multi-cloud-manager': 'src/index.ts',
  'multi-cloud-manager/plugin': 'src/plugin/index.ts',
  'multi-cloud-manager/policies': 'src/policies/index.ts',
  'multi-cloud-manager/testing': 'src/testing/index.ts',
};

/** The file behind one of our own subpaths; the cycle and start-up checks follow those too. */
export function fileBehind(target: string): string {
  return ownSubpaths[target] ?? target;
}

function importsOf(path: string, tree: ts.SourceFile): readonly Import[] {
  const found: Import[] = [];
  const add = (node: ts.Node | undefined, kind: Import['kind']): void => {
    if (node === undefined || !ts.isStringLiteralLike(node)) return;
    const specifier = node.text;
    const target = specifier.startsWith('.')
      ? posix.join(posix.dirname(path), specifier).replace(/\.js$/, '.ts')
      : specifier;
    found.push({ specifier, target, kind });
  };
  walk(tree, (node) => {
    if (ts.isImportDeclaration(node)) {
      add(
        node.moduleSpecifier,
        node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword ? 'type' : 'static',
      );
    } else if (ts.isExportDeclaration(node)) {
      add(node.moduleSpecifier, node.isTypeOnly ? 'type' : 'static');
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node.argument.literal, 'type');
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], 'dynamic');
    }
  });
  return found;
}
