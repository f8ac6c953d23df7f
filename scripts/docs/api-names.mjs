import ts from 'typescript';

/** @typedef {ts.InterfaceDeclaration | ts.TypeAliasDeclaration | ts.ClassDeclaration | ts.FunctionDeclaration | ts.VariableStatement} Declaration */
/** @typedef {{ readonly node: Declaration, readonly local: string, readonly exported: boolean }} Declared */
/** @typedef {{ readonly from: string, readonly word: 'import' | 'export', readonly imported: string, readonly local: string }} Imported */

/**
 * The declarations of a bundle, and what everything in it is called in a report. Where two things have one name the bundler
 * numbers one of them; that number is no part of the API.
 *
 * @param {string} entry for error sentences
 * @param {ts.SourceFile} tree
 * @returns {{ declared: Declared[], names: Map<string, string> }}
 */
export function namesOf(entry, tree) {
  const exported = exportsOf(tree);
  const declared = tree.statements.filter(isDeclaration).map((node) => {
    const local = nameOf(node);
    return { node, local, exported: exported.has(local) };
  });
  const names = new Map([
    ...importsOf(tree).map((each) => /** @type {const} */ ([each.local, foreignName(each)])),
    ...declared.map(
      ({ local }) => /** @type {const} */ ([local, exported.get(local) ?? local.replace(/\$\d+$/, '')]),
    ),
  ]);
  const twice = [...names.values()].filter((name, index, all) => all.indexOf(name) !== index);
  if (twice.length > 0) {
    throw new Error(
      `The types of ${entry} have several declarations called ${twice.join(', ')}: rename one of each.`,
    );
  }
  return { declared, names };
}

/**
 * Every name that comes from another module, also one that is only passed on.
 *
 * @param {ts.SourceFile} tree
 * @returns {Imported[]}
 */
export function importsOf({ statements }) {
  return statements.flatMap((node) => {
    if (ts.isImportDeclaration(node)) {
      const bindings = node.importClause?.namedBindings;
      if (bindings === undefined || !ts.isNamedImports(bindings)) {
        throw new Error(`a report cannot tell of: ${node.getText()}`);
      }
      return bindings.elements.map((each) => element('import', node.moduleSpecifier, each));
    }
    if (!ts.isExportDeclaration(node) || node.moduleSpecifier === undefined) return [];
    const { exportClause, moduleSpecifier } = node;
    if (exportClause === undefined || !ts.isNamedExports(exportClause)) {
      throw new Error(`a report cannot tell of: ${node.getText()}`);
    }
    return exportClause.elements.map((each) => element('export', moduleSpecifier, each));
  });
}

/**
 * @param {'import' | 'export'} word
 * @param {ts.Expression} module
 * @param {ts.ImportSpecifier | ts.ExportSpecifier} specifier
 * @returns {Imported}
 */
function element(word, module, { name, propertyName }) {
  const from = ts.isStringLiteral(module) ? module.text : '';
  return { from, word, imported: (propertyName ?? name).text, local: name.text };
}

/**
 * Two modules of Node export an `Agent`: what comes from Node has its module's name in front.
 *
 * @param {Imported} imported
 */
function foreignName({ from, imported, local }) {
  if (!from.startsWith('node:')) return local.replace(/\$\d+$/, '');
  const words = from.slice('node:'.length).split(/\W/);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('') + imported;
}

/**
 * Local names and the public ones that they are exported by.
 *
 * @param {ts.SourceFile} tree
 */
function exportsOf({ statements }) {
  return new Map(
    statements
      .filter(ts.isExportDeclaration)
      .filter(({ moduleSpecifier }) => moduleSpecifier === undefined)
      .flatMap(({ exportClause }) =>
        exportClause && ts.isNamedExports(exportClause) ? [...exportClause.elements] : [],
      )
      .map(({ name, propertyName }) => [(propertyName ?? name).text, name.text]),
  );
}

/**
 * @param {ts.Statement} node
 * @returns {node is Declaration}
 */
function isDeclaration(node) {
  return (
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isVariableStatement(node)
  );
}

/** @param {Declaration} node */
function nameOf(node) {
  const name = ts.isVariableStatement(node) ? node.declarationList.declarations[0]?.name : node.name;
  if (name === undefined || !ts.isIdentifier(name)) {
    throw new Error(`a report cannot tell of: ${node.getText()}`);
  }
  return name.text;
}
