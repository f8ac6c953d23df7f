import type { ManifestFacts } from '../facts.js';
import type { Problem, Rule } from './rule.js';

const HOST = 'multi-cloud-manager';

const at = (where: string, message: string): readonly Problem[] => [{ where, message }];

/** A rule that only a package can break. */
const ofPackage =
  (check: (manifest: ManifestFacts) => readonly Problem[]): Rule['check'] =>
  ({ target: { manifest } }) =>
    manifest ? check(manifest) : [];

/** What is published, and under which name. */
export const PACKAGE_RULES: readonly Rule[] = [
  {
    id: 'package-name',
    severity: 'warning',
    says: 'The package is called `mcm-plugin-NAME` or `@scope/mcm-plugin-NAME`.',
    check: ofPackage(({ name }) =>
      /^(@[a-z\d][\w.-]*\/)?mcm-plugin-[a-z\d][\w.-]*$/.test(name)
        ? []
        : at(
            'package.json',
            `its name is ${JSON.stringify(name)}; people look for mcm-plugin-NAME or @scope/mcm-plugin-NAME`,
          ),
    ),
  },
  {
    id: 'package-keyword',
    severity: 'warning',
    says: 'Its keywords have `mcm-plugin`.',
    check: ofPackage(({ keywords }) =>
      keywords.includes('mcm-plugin')
        ? []
        : at('package.json', 'its keywords lack mcm-plugin, by which people find plugins'),
    ),
  },
  {
    id: 'package-peer-dependency',
    severity: 'error',
    says: '`multi-cloud-manager` is a peer dependency and no dependency, so that there is one copy.',
    check: ofPackage(({ peers, dependencies }) => {
      if (dependencies.includes(HOST))
        return at(
          'package.json',
          `${HOST} is among its dependencies, which can bring a second copy; make it a peer dependency alone`,
        );
      return peers.includes(HOST)
        ? []
        : at('package.json', `its peerDependencies lack ${HOST}, the range of versions that it works with`);
    }),
  },
  {
    id: 'package-entry',
    severity: 'error',
    says: 'What `exports` or `main` names is there, is JavaScript, and is among the `files` that are published.',
    check: ({ target: { manifest, entry } }) => {
      if (!manifest) return [];
      const named = `its entry ${JSON.stringify(manifest.entry)}`;
      if (entry === undefined)
        return at('package.json', `${named} is not there; build it first, or name what is there in exports`);
      if (/\.[cm]?ts$/.test(entry))
        return at(
          'package.json',
          `${named} is TypeScript, which is not compiled in node_modules; compile it, and name the JavaScript`,
        );
      return isPublished(manifest)
        ? []
        : at('package.json', `${named} is outside of its files, so that it would not be published`);
    },
  },
  {
    id: 'unlisted-dependency',
    severity: 'error',
    says: "A package's files import only what it lists under `dependencies`, `peerDependencies` or `optionalDependencies`.",
    check: ({ target: { manifest }, imports }) =>
      manifest
        ? imports.packages
            .filter(({ name }) => name !== manifest.name && !manifest.listed.includes(name))
            // That is for package-peer-dependency to say.
            .filter(({ name }) => name !== HOST)
            .map(({ name, file }) => ({
              where: file,
              message: manifest.devDependencies.includes(name)
                ? `imports ${name}, which is only among the devDependencies: who installs the plugin does not get it; make it a dependency`
                : `imports ${name}, which package.json does not list; make it a dependency`,
            }))
        : [],
  },
];

/** Names and folders as `files` has them; what has wildcards is taken for right. */
function isPublished({ files, entry }: ManifestFacts): boolean {
  const plain = (path: string): string => path.replace(/^\.?\//, '').replace(/\/$/, '');
  return (
    files === undefined ||
    files.some(
      (pattern) =>
        /[*?![{]/.test(pattern) ||
        ['', '.', plain(entry)].includes(plain(pattern)) ||
        plain(entry).startsWith(`${plain(pattern)}/`),
    )
  );
}
