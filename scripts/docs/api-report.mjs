import ts from 'typescript';

import { importsOf, namesOf } from './api-names.mjs';

/** @typedef {import('./api-names.mjs').Declared} Declared */

/**
 * Bundled declarations in an order and under names of their own, so that nothing but a change of the API changes them: what is
 * imported, then every export by its public name, then what the exports refer to without being exported. Comments and private
 * members are left out.
 *
 * @param {string} entry for error sentences
 * @param {string} code
 * @returns {string}
 */
export function apiReport(entry, code) {
  const tree = ts.createSourceFile(`${entry}.d.ts`, code, ts.ScriptTarget.ES2023, true);
  const { declared, names } = namesOf(entry, tree);
  const called = (/** @type {Declared} */ { local }) => names.get(local) ?? local;
  const told = declared.toSorted(
    (a, b) => Number(!a.exported) - Number(!b.exported) || order(called(a), called(b)),
  );
  const printer = ts.createPrinter({ removeComments: true });
  const blocks = told.map(({ node, exported }) => {
    const text = printer.printNode(ts.EmitHint.Unspecified, cleaned(node, names), tree);
    const kind = ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) ? '' : 'declare ';
    return `${exported ? 'export ' : ''}${kind}${text.replace(/^(export )?(declare )?/, '')}`;
  });
  return [importLines(tree, names).join('\n'), ...blocks].join('\n\n');
}

/** By code unit, which is the same on every machine. */
const order = (/** @type {string} */ a, /** @type {string} */ b) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * One import for each module, and what is passed on from another entry.
 *
 * @param {ts.SourceFile} tree
 * @param {ReadonlyMap<string, string>} names
 */
function importLines(tree, names) {
  /** @type {Map<string, string[]>} */
  const modules = new Map();
  for (const { from, word, imported, local } of importsOf(tree)) {
    const name = names.get(local) ?? local;
    const text = imported === name ? name : `${imported} as ${name}`;
    const key = `${word} { … } from '${from}';`;
    modules.set(key, [...(modules.get(key) ?? []), text]);
  }
  return [...modules]
    .map(([key, list]) => key.replace('…', list.sort(order).join(', ')))
    .sort((a, b) => order(a.slice(a.indexOf("'")), b.slice(b.indexOf("'"))) || order(a, b));
}

/**
 * Without private members, and with the report's names.
 *
 * @template {ts.Node} N
 * @param {N} node
 * @param {ReadonlyMap<string, string>} names
 * @returns {N}
 */
function cleaned(node, names) {
  /** @type {ts.TransformerFactory<N>} */
  const transformer = (context) => {
    /** @param {ts.Node} each @returns {ts.Node | undefined} */
    const visit = (each) => {
      if (isPrivate(each)) return undefined;
      if (ts.isIdentifier(each) && isReference(each)) {
        return context.factory.createIdentifier(names.get(each.text) ?? each.text);
      }
      if (ts.isTypeLiteralNode(each) && isOfEnum(each)) {
        return context.factory.createTypeLiteralNode(each.members.toSorted(byName));
      }
      return ts.visitEachChild(each, visit, context);
    };
    return (root) => /** @type {N} */ (visit(root));
  };
  const [result] = ts.transform(node, [transformer]).transformed;
  return /** @type {N} */ (result);
}

/**
 * What a `z.enum` is made of: the compiler tells it in the order in which it came across the words.
 *
 * @param {ts.TypeLiteralNode} node
 */
const isOfEnum = ({ parent }) => ts.isTypeReferenceNode(parent) && /^z\.ZodEnum\b/.test(parent.getText());

/** @type {(a: ts.TypeElement, b: ts.TypeElement) => number} */
const byName = (a, b) => order(a.name?.getText() ?? '', b.name?.getText() ?? '');

/** @param {ts.Node} node */
function isPrivate(node) {
  if (!ts.isClassElement(node)) return false;
  const hidden = ts.canHaveModifiers(node)
    ? ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword)
    : false;
  return hidden === true || (node.name !== undefined && ts.isPrivateIdentifier(node.name));
}

/**
 * Whether an identifier names a declaration, rather than a member or a parameter.
 *
 * @param {ts.Identifier} node
 */
function isReference({ parent }) {
  return (
    ts.isTypeReferenceNode(parent) ||
    ts.isTypeQueryNode(parent) ||
    ts.isExpressionWithTypeArguments(parent) ||
    ts.isInterfaceDeclaration(parent) ||
    ts.isTypeAliasDeclaration(parent) ||
    ts.isClassDeclaration(parent) ||
    ts.isFunctionDeclaration(parent) ||
    ts.isVariableDeclaration(parent)
  );
}
