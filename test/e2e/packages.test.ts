import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from '@jest/globals';
import { ROOT, call, connect, room } from './built.js';

const SPEC = `{ name: 'tell_word', title: 'Word', description: 'Tells a word.', access: 'read',
  input: z.strictObject({ word: z.string() }), output: z.object({ said: z.string() }) }`;

const COMMONJS = `
'use strict';
const { CLOCK, definePlugin, inject, injectable, Tool } = require('multi-cloud-manager/plugin');
const { z } = require('zod');
class WordTools {
  constructor(clock) { this.clock = clock; }
  tell({ word }) { return { said: word + ' ' + typeof this.clock.now().getTime() }; }
}
inject(CLOCK)(WordTools, undefined, 0);
injectable()(WordTools);
Tool(${SPEC})(WordTools.prototype, 'tell');
module.exports = definePlugin({ name: 'words', apiVersion: 1, tools: [WordTools] });
`;

/** As TypeScript compiles a default export for CommonJS. */
const COMPILED = COMMONJS.replace('module.exports =', 'exports.default =').replace(
  "'use strict';",
  "'use strict';\nObject.defineProperty(exports, '__esModule', { value: true });",
);

const FOREIGN = `
import 'reflect-metadata';
import { inject, injectable } from 'tsyringe';
import { CLOCK, definePlugin, Tool } from 'multi-cloud-manager/plugin';
import { z } from 'zod';
class WordTools {
  constructor(clock) { this.clock = clock; }
  tell({ word }) { return { said: word + ' ' + typeof this.clock.now().getTime() }; }
}
inject(CLOCK)(WordTools, undefined, 0);
injectable()(WordTools);
Tool(${SPEC})(WordTools.prototype, 'tell');
export default definePlugin({ name: 'words', apiVersion: 1, tools: [WordTools] });
`;

it.each([
  ['in CommonJS', 'commonjs', COMMONJS],
  ['in CommonJS, compiled from TypeScript', 'commonjs', COMPILED],
  ['with copies of tsyringe, reflect-metadata and zod of its own', 'module', FOREIGN],
])('an npm package %s works beside the built program', async (_what, type, code) => {
  const { directory, env, remove } = await room();
  const home = join(directory, 'node_modules', 'mcm-plugin-words');
  const put = async (name: string, content: string): Promise<void> => {
    await mkdir(dirname(join(directory, name)), { recursive: true });
    await writeFile(join(directory, name), content);
  };
  await put(
    'node_modules/mcm-plugin-words/package.json',
    JSON.stringify({ name: 'mcm-plugin-words', version: '1.0.0', type, main: './index.js' }),
  );
  await put('node_modules/mcm-plugin-words/index.js', code);
  for (const name of ['zod', 'tsyringe', 'tslib', 'reflect-metadata'])
    await cp(join(ROOT, 'node_modules', name), join(home, 'node_modules', name), { recursive: true });
  await symlink(ROOT, join(directory, 'node_modules', 'multi-cloud-manager'));
  await put('mcm.json', JSON.stringify({ plugins: ['mcm-plugin-words'] }));

  const { client } = await connect(['serve', '--config', 'mcm.json'], { cwd: directory, env });
  try {
    expect(await call(client, 'tell_word', { word: 'hello' })).toEqual({ said: 'hello number' });
    expect(await call(client, 'tell_word', { word: 5 })).toMatchObject({
      error: { code: 'VALIDATION_FAILED' },
    });
  } finally {
    await client.close();
    await remove();
  }
});
