import ts from 'typescript';

import { CHAINED, TAKING } from './late.mjs';

/**
 * @typedef {{ z: string, makers: ReadonlySet<string>, schemas: Set<string> }} Known
 * what zod is called in a file, what of it makes a schema, and which constants of the file are schemas
 */

/**
 * Puts off every schema that a module makes while it loads as a whole: `z.array(z.string()).optional()` becomes one stand-in instead
 * of three, and what it takes to make it is not even compiled before. What functions do when they are called stays as it is.
 *
 * @param {string} code
 * @param {{ file: string, makers: ReadonlySet<string>, late: string }} options `late` is the module of the stand-ins
 * @returns {string | undefined} undefined where it makes none
 */
export function lateExpressions(code, { file, makers, late }) {
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
  const z = nameOfZod(source);
  if (z === undefined) return undefined;
  const found = schemasIn(source, { z, makers, schemas: new Set() });
  if (found.length === 0) return undefined;
  /** @type {{ at: number, text: string }[]} */
  const inserts = [];
  /** @param {ts.Node} node @param {string} before */
  const enclose = (node, before) => {
    inserts.push({ at: node.getStart(source), text: before }, { at: node.end, text: ')' });
  };
  for (const each of found) {
    enclose(each, '/* @__PURE__ */ __lateSchema(() => ');
    for (const given of takenIn(each)) enclose(given, '__made(');
  }
  let out = `import { lateSchema as __lateSchema, made as __made } from ${JSON.stringify(late)};`;
  let end = 0;
  for (const { at, text } of inserts.sort((a, b) => a.at - b.at)) {
    out += code.slice(end, at) + text;
    end = at;
  }
  return out + code.slice(end);
}

/**
 * What methods of schemas are given within an expression: such a schema is zod's own while it is made, and unlike a stand-in it takes
 * what it is given for a schema.
 *
 * @param {ts.Node} expression
 */
function takenIn(expression) {
  /** @type {ts.Node[]} */
  const found = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression))
      if (TAKING.has(node.expression.name.text)) found.push(...node.arguments);
    ts.forEachChild(node, visit);
  };
  visit(expression);
  return found;
}

/** @param {ts.SourceFile} source */
function nameOfZod(source) {
  for (const each of source.statements) {
    if (!ts.isImportDeclaration(each) || !ts.isStringLiteral(each.moduleSpecifier)) continue;
    const clause = each.importClause;
    if (!/^zod(\/v4)?$/.test(each.moduleSpecifier.text) || clause === undefined || clause.isTypeOnly)
      continue;
    const names = clause.namedBindings;
    if (names !== undefined && ts.isNamespaceImport(names)) return names.name.text;
    const found = names?.elements.find(({ name, propertyName = name }) => propertyName.text === 'z');
    if (found !== undefined) return found.name.text;
  }
  return undefined;
}

/**
 * The outermost expressions that make a schema while the module loads, first to last.
 *
 * @param {ts.SourceFile} source
 * @param {Known} known
 */
function schemasIn(source, known) {
  /** @type {ts.Node[]} */
  const found = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (isSchema(node, known)) {
      found.push(node);
      if (ts.isVariableDeclaration(node.parent) && ts.isIdentifier(node.parent.name))
        known.schemas.add(node.parent.name.text);
    } else if (!ts.isFunctionLike(node)) ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/**
 * Whether it is `z.name(…)`, or `.name(…)` of a schema, where that gives a schema.
 *
 * @param {ts.Node} node
 * @param {Known} known
 * @returns {boolean}
 */
function isSchema(node, known) {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
  const { expression: of, name } = node.expression;
  if (ts.isIdentifier(of))
    return of.text === known.z
      ? known.makers.has(name.text)
      : known.schemas.has(of.text) && CHAINED.has(name.text);
  if (ts.isPropertyAccessExpression(of))
    return ts.isIdentifier(of.expression) && of.getText() === `${known.z}.iso`;
  return CHAINED.has(name.text) && isSchema(of, known);
}
