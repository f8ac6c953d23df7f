/**
 * Writes the generated parts of the documents: everything between `<!-- generated:NAME -->` and `<!-- /generated -->`; and server.json.
 * With --check it writes nothing, and fails when a document differs from the code or has a link that leads nowhere.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import { documents } from './docs/documents.mjs';
import { brokenLinks } from './docs/links.mjs';
import { fill } from './docs/markers.mjs';
import { generatedParts } from './docs/parts.mjs';
import { serverJson } from './distribution/server-json.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const check = process.argv.includes('--check');
const parts = await generatedParts(root);

/** @type {string[]} */
const problems = [];
/** @type {Set<string>} */
const used = new Set();
/** @param {string} file @param {(before: string) => Promise<string>} make */
async function keep(file, make) {
  const before = await readFile(file, 'utf8');
  const after = await make(before);
  if (after === before) return;
  if (check) problems.push(`${relative(root, file)} is not as the code says. Run: npm run docs`);
  else await writeFile(file, after);
}

const pack = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
await keep(join(root, 'server.json'), async () => `${JSON.stringify(serverJson(pack), null, 2)}\n`);
for (const file of await documents(root)) {
  const name = relative(root, file);
  try {
    await keep(file, (before) => fill(before, parts, file, used));
  } catch (error) {
    problems.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
for (const name of parts.keys()) if (!used.has(name)) problems.push(`No document shows generated:${name}.`);
problems.push(...(await brokenLinks(root, await documents(root))));

for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
