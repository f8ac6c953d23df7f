import { readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';

/**
 * The relative links of the documents that lead nowhere, one sentence each. Links to other sites are not followed.
 *
 * @param {string} root
 * @param {readonly string[]} files
 * @returns {Promise<string[]>}
 */
export async function brokenLinks(root, files) {
  /** @type {string[]} */
  const problems = [];
  for (const file of files) {
    for (const link of linksOf(await readFile(file, 'utf8'))) {
      const why = await problemWith(file, link);
      if (why !== undefined) problems.push(`${relative(root, file)}: ${link}: ${why}`);
    }
  }
  return problems;
}

/**
 * What a document links to, without links to other sites.
 *
 * @param {string} text
 */
function linksOf(text) {
  const prose = withoutCode(text);
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !/^[a-z][a-z+.-]*:/i.test(link));
}

/** @param {string} text */
const withoutCode = (text) => text.replace(/^ *```.*?^ *```/gms, '').replace(/`[^`\n]*`/g, '``');

/**
 * @param {string} file
 * @param {string} link
 */
async function problemWith(file, link) {
  const [path = '', anchor] = decodeURIComponent(link).split('#');
  const target = path === '' ? file : resolve(dirname(file), path);
  const found = await stat(target).catch(() => undefined);
  if (found === undefined) return 'there is no such file';
  if (anchor === undefined) return undefined;
  const document = found.isDirectory() ? join(target, 'README.md') : target;
  return anchorsOf(await readFile(document, 'utf8')).has(anchor) ? undefined : 'there is no such heading';
}

/**
 * The anchors of the headings, as GitHub makes them.
 *
 * @param {string} text
 */
function anchorsOf(text) {
  const prose = text.replace(/^ *```.*?^ *```/gms, '');
  return new Set(
    [...prose.matchAll(/^#{1,6} +(.+?) *$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .replace(/\s/g, '-'),
    ),
  );
}
