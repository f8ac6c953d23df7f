import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

import ts from 'typescript';

/** The file that imports for all others: Node.js follows an `import()` only in what it compiled itself (src/boot/loader.ts). */
const NATIVE = 'import.cjs';

/** @param {string} path */
export const commonJs = (path) => path.replace(/\.js$/, '.cjs');

/** @param {string} outdir */
export async function writeNativeImport(outdir) {
  await writeFile(join(outdir, NATIVE), '"use strict";module.exports=(specifier)=>import(specifier);\n');
}

/**
 * Files of the program are required where they are imported late, and what others wrote is imported by NATIVE. And where a file asks for
 * its URL it gets it.
 *
 * @param {string} code CommonJS
 * @param {string} place of the file, below the folder of NATIVE
 * @param {ReadonlySet<string>} own names of the program's files, before they became CommonJS
 */
export function requireLate(code, place, own) {
  const native = `require(${JSON.stringify(place.includes('/') ? `../${NATIVE}` : `./${NATIVE}`)})`;
  let text = code;
  for (const call of importsIn(code)) {
    const [what] = call.arguments;
    const internal = what && ts.isStringLiteral(what) && /^\.{1,2}\//.test(what.text) ? what.text : undefined;
    if (internal !== undefined && !own.has(basename(internal)))
      throw new Error(`${place} imports ${internal}`);
    const [start, end, instead] =
      internal === undefined
        ? [call.expression.getStart(), call.expression.getEnd(), native]
        : [
            call.getStart(),
            call.getEnd(),
            `Promise.resolve().then(()=>require(${JSON.stringify(commonJs(internal))}))`,
          ];
    text = text.slice(0, start) + instead + text.slice(end);
  }
  return text.includes('import_meta_url')
    ? text.replace(
        '"use strict";',
        '"use strict";const import_meta_url=require("node:url").pathToFileURL(__filename).href;',
      )
    : text;
}

/**
 * Every `import()` of it, the last one first, so that what is changed in one does not move the next.
 *
 * @param {string} code
 */
function importsIn(code) {
  /** @type {import('typescript').CallExpression[]} */
  const found = [];
  if (!/\bimport\(/.test(code)) return found;
  /** @param {import('typescript').Node} node */
  const visit = (node) => {
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('built.cjs', code, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS));
  return found.sort((one, other) => other.getStart() - one.getStart());
}
