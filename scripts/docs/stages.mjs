import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import ts from 'typescript';

const ORDER = 'src/pipeline/order.ts';

/**
 * The stages of a call in their order, each with the comment that its own file gives it.
 *
 * @param {string} root
 * @returns {Promise<{ name: string, file: string, says: string }[]>}
 */
export async function stages(root) {
  const order = await parse(root, ORDER);
  const imports = new Map(
    order.statements.filter(ts.isImportDeclaration).flatMap((each) => {
      const file = `src/pipeline/${literal(each.moduleSpecifier)}`
        .replace('pipeline/../', '')
        .replace(/\.js$/, '.ts');
      const named = each.importClause?.namedBindings;
      return named && ts.isNamedImports(named)
        ? named.elements.map(({ name }) => /** @type {const} */ ([name.text, file]))
        : [];
    }),
  );
  const list = order.statements
    .filter(ts.isFunctionDeclaration)
    .filter(({ name }) => name?.text === 'order')
    .flatMap(({ body }) => body?.statements ?? [])
    .filter(ts.isReturnStatement)
    .map(({ expression }) => expression)
    .find((expression) => expression !== undefined && ts.isArrayLiteralExpression(expression));
  if (list === undefined || !ts.isArrayLiteralExpression(list)) throw new Error(`${ORDER} returns no list`);
  return Promise.all(
    list.elements.map(async (element) => {
      const name =
        ts.isCallExpression(element) && ts.isIdentifier(element.expression) ? element.expression.text : '';
      const file = imports.get(name);
      if (file === undefined)
        throw new Error(`${ORDER}: ${element.getText()} is not a stage that it imports`);
      return { name, file, says: comment(await parse(root, file), name) };
    }),
  );
}

/**
 * @param {string} root
 * @param {string} file
 */
async function parse(root, file) {
  return ts.createSourceFile(file, await readFile(join(root, file), 'utf8'), ts.ScriptTarget.ES2023, true);
}

/** @param {ts.Expression} expression */
const literal = (expression) => (ts.isStringLiteral(expression) ? expression.text : '');

/**
 * The comment of a function, in one line.
 *
 * @param {ts.SourceFile} source
 * @param {string} name
 */
function comment(source, name) {
  const stage = source.statements.find((each) => ts.isFunctionDeclaration(each) && each.name?.text === name);
  const [doc] = stage === undefined ? [] : ts.getJSDocCommentsAndTags(stage);
  const text = ts.getTextOfJSDocComment(doc?.comment)?.replace(/\s+/g, ' ').trim();
  if (!text) throw new Error(`${source.fileName}: ${name} has no comment that says what it does`);
  return text;
}
