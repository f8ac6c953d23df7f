import type { ManifestFacts } from '../facts.js';
import { lint } from '../../locale/en/lint.js';
import { say } from '../../locale/words.js';
import type { Problem, Rule } from './rule.js';

const HOST = 'multi-cloud-manager';

/** A problem of the package.json. */
const wrong = (sentence: (words: typeof lint) => string): readonly Problem[] => [
  { where: 'package.json', message: say(lint, sentence) },
];

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
        : wrong((words) => words.packageName(JSON.stringify(name))),
    ),
  },
  {
    id: 'package-keyword',
    severity: 'warning',
    says: 'Its keywords have `mcm-plugin`.',
    check: ofPackage(({ keywords }) =>
      keywords.includes('mcm-plugin') ? [] : wrong((words) => words.keyword),
    ),
  },
  {
    id: 'package-peer-dependency',
    severity: 'error',
    says: '`multi-cloud-manager` is a peer dependency and no dependency, so that there is one copy.',
    check: ofPackage(({ peers, dependencies }) => {
      if (dependencies.includes(HOST)) return wrong((words) => words.hostIsDependency(HOST));
      return peers.includes(HOST) ? [] : wrong((words) => words.hostIsNoPeer(HOST));
    }),
  },
  {
    id: 'package-entry',
    severity: 'error',
    says: 'What `exports` or `main` names is there, is JavaScript, and is among the `files` that are published.',
    check: ({ target: { manifest, entry } }) => {
      if (!manifest) return [];
      const named = JSON.stringify(manifest.entry);
      if (entry === undefined) return wrong((words) => words.entryMissing(named));
      if (/\.[cm]?ts$/.test(entry)) return wrong((words) => words.entryNotCompiled(named));
      return isPublished(manifest) ? [] : wrong((words) => words.entryUnpublished(named));
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
              message: say(lint, (words) =>
                manifest.devDependencies.includes(name)
                  ? words.onlyForDevelopment(name)
                  : words.unlisted(name),
              ),
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
