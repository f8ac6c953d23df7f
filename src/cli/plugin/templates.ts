import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { VERSION } from '../../version.js';

/** What can be created; the name of its folder in templates/ and of what stands there in the place of the real name. */
export const TEMPLATES = { plugin: ['template', 'cloud'], policy: ['template', 'rule'] } as const;

/** The files of a new package by their path, with its name wherever a name belongs. */
export async function fromTemplate(
  kind: keyof typeof TEMPLATES,
  name: string,
): Promise<ReadonlyMap<string, string>> {
  const directory = join(await templatesDirectory(), kind);
  const given = spellings(TEMPLATES[kind]);
  const wanted = spellings(name.split('-'));
  const fill = (text: string): string =>
    given
      .reduce((filled, spelling, index) => filled.replaceAll(spelling, wanted[index] ?? ''), text)
      .replaceAll('MCM_VERSION', VERSION);
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return new Map(
    await Promise.all(
      files.map(
        async (file) =>
          [placeOf(file.slice(directory.length + 1)), fill(await readFile(file, 'utf8'))] as const,
      ),
    ),
  );
}

/** Tools look at what is called package.json, tsconfig.json or .gitignore, in our own tree too: there they have other names. */
const placeOf = (path: string): string =>
  path.replaceAll(sep, '/').replace('.template.', '.').replace(/^dot-/, '.');

/** One name as code, settings and people spell it: acme-cloud, acme_cloud, ACME_CLOUD, AcmeCloud, acmeCloud, Acme Cloud. */
function spellings(words: readonly string[]): readonly string[] {
  const capital = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  const [first = '', ...rest] = words;
  return [
    words.join('-'),
    words.join('_'),
    words.join('_').toUpperCase(),
    capital.join(''),
    [first, ...capital.slice(1, rest.length + 1)].join(''),
    capital.join(' '),
  ];
}

/** Beside the sources, or in dist/ beside the built program: the nearest folder of that name above this file. */
async function templatesDirectory(): Promise<string> {
  let above = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const found = join(above, 'templates');
    if (await stat(join(found, 'plugin')).catch(() => undefined)) return found;
    if (dirname(above) === above) throw new Error('The templates of mcm are not where they were installed.');
    above = dirname(above);
  }
}
