import { readFileSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { standardText } from './licence-texts.mjs';

/** Licences that may be shipped inside a bundle together with their text. */
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Python-2.0',
  'Unlicense',
]);

/** How some packages write it. */
const aliases = new Map([['Apache License 2.0', 'Apache-2.0']]);

const textFile = /^(licen[cs]e|copying|notice)([.-].*)?$/i;
const licenceFile = /^(licen[cs]e|copying)/i;

/**
 * Writes the licence of every npm package of which code is in the bundle. One without a text, or with a licence
 * that is not on the list, stops the build.
 *
 * @param {{ root: string, outdir: string, metafile: import('esbuild').Metafile }} options
 */
export async function writeNotices({ root, outdir, metafile }) {
  const packages = bundledPackages(metafile).map((folder) => readPackage(root, resolve(root, folder)));
  packages.sort((a, b) => (a.title < b.title ? -1 : 1));
  const problems = packages.flatMap(({ problem }) => problem ?? []);
  if (problems.length > 0) {
    throw new Error(`Cannot ship what is bundled:\n  ${problems.join('\n  ')}`);
  }
  const rule = '-'.repeat(80);
  const sections = packages.map(
    ({ title, licence, texts }) => `${rule}\n${title}\nLicence: ${licence}\n\n${texts.join('\n\n')}\n`,
  );
  const intro = 'multi-cloud-manager contains code of the packages below, under their own licences.\n';
  await writeFile(join(outdir, 'THIRD_PARTY_NOTICES.txt'), [intro, ...sections].join('\n'));
}

/**
 * The folders of the packages of which at least one byte is in an output.
 *
 * @param {import('esbuild').Metafile} metafile
 */
function bundledPackages(metafile) {
  /** @type {Set<string>} */
  const folders = new Set();
  for (const { inputs } of Object.values(metafile.outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const folder = /^.*\/?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
      if (folder !== undefined && bytesInOutput > 0) folders.add(folder);
    }
  }
  return [...folders];
}

/**
 * @param {string} root
 * @param {string} folder
 */
function readPackage(root, folder) {
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const licence = aliases.get(String(license)) ?? String(license ?? 'none');
  const files = readdirSync(folder).filter((file) => textFile.test(file));
  const texts = files
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim());
  const title = `${name} ${version}`;
  /** @type {string | undefined} */
  let problem;
  if (!isAllowed(licence)) problem = `${title}: licence ${licence} is not on the list`;
  else if (!files.some((file) => licenceFile.test(file))) {
    const holder = String(author?.name ?? author ?? '').replace(/ [<(].*/, '') || `the authors of ${name}`;
    const text = standardText(root, licence, holder);
    if (text === undefined) problem = `${title}: its package has no licence text`;
    else
      texts.unshift(
        `The package does not carry the text of its licence; this is the standard one.\n\n${text}`,
      );
  }
  return { title, licence, texts, problem };
}

/**
 * Enough of SPDX expressions: one side of an OR must be allowed, both of an AND.
 *
 * @param {string} expression
 * @returns {boolean}
 */
function isAllowed(expression) {
  const bare = expression.replace(/^\((.*)\)$/, '$1');
  return bare.split(' OR ').some((side) => side.split(' AND ').every((id) => allowed.has(id.trim())));
}
