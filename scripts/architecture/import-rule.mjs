import { dirname, relative, resolve, sep } from 'node:path';

import { refusal } from './rooms.mjs';

/**
 * ESLint's view of rooms.mjs, so that an editor underlines an import across a closed door.
 *
 * @type {import('eslint').Rule.RuleModule}
 */
export const importRule = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    /** @param {string} path */
    const fromRoot = (path) => relative(context.cwd, path).split(sep).join('/');
    const file = fromRoot(context.filename);

    /** @param {import('estree').Node | null | undefined} source */
    const check = (source) => {
      if (source?.type !== 'Literal' || typeof source.value !== 'string') return;
      const name = source.value;
      const target = name.startsWith('.')
        ? fromRoot(resolve(dirname(context.filename), name)).replace(/\.js$/, '.ts')
        : name;
      const message = refusal(file, target);
      if (message !== undefined) context.report({ node: source, message });
    };

    return {
      ImportDeclaration: ({ source }) => check(source),
      ExportNamedDeclaration: ({ source }) => check(source),
      ExportAllDeclaration: ({ source }) => check(source),
      ImportExpression: ({ source }) => check(source),
    };
  },
};
