/**
 * Writes the generated parts of the documents: everything between `<!-- generated:NAME -->` and `<!-- /generated -->`.
 * With --check it writes nothing, and fails when a document differs from the code or has a link that leads nowhere.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import { documents } from './docs/documents.mjs';
import { brokenLinks } from './docs/links.mjs';
import { fill } from './docs/markers.mjs';
import { generatedParts } from './docs/parts.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const check = process.argv.includes('--check');
const parts = await generatedParts(root);

/** @type {string[]} */
const problems = [];
/** @type {Set<string>} */
const used = new Set();
for (const file of await documents(root)) {
  const name = relative(root, file);
  const before = await readFile(file, 'utf8');
  try {
    const after = await fill(before, parts, file, used);
    if (after === before) continue;
    if (check) problems.push(`${name} is not as the code says. Run: npm run docs`);
    else await writeFile(file, after);
  } catch (error) {
    problems.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
for (const name of parts.keys()) if (!used.has(name)) problems.push(`No document shows generated:${name}.`);
problems.push(...(await brokenLinks(root, await documents(root))));

for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
