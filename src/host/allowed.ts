import { readFile, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { textIn, type Text } from 'multi-cloud-manager/plugin';
import type { Managed } from '../config/managed/find.js';
import { checkProtected, type Owner } from '../config/managed/protected.js';
import type { Allowed } from '../config/managed/schema.js';
import { integrityOf } from '../integrity/integrity.js';
import { VERSION } from '../version.js';
import type { Named } from './resolve.js';
import { loading } from '../locale/en/loading.js';
import { SaidError } from '../locale/said-error.js';
import { textOf } from '../locale/error-in.js';
import { say } from '../locale/words.js';

/** Throws a sentence unless every managed config that has an allow-list has this on it, as it lies on the disk now. */
export async function checkAllowed(named: Named, managed: readonly Managed[]): Promise<void> {
  for (const { file, floor, owner } of managed) {
    if (floor.plugins === undefined) continue;
    const fault = await faultBy(named, floor.plugins.allow, owner);
    if (fault !== undefined)
      throw new SaidError(say(loading, (words, locale) => words.notAllowed(file, textIn(fault, locale))));
  }
}

async function faultBy(named: Named, list: readonly Allowed[], owner: Owner): Promise<Text | undefined> {
  const faults: Text[] = [];
  for (const allowed of list) {
    if (!(await isMeant(named, allowed.name))) continue;
    const fault = await faultOf(named, allowed, owner);
    if (fault === undefined) return undefined;
    faults.push(fault);
  }
  return say(loading, (words, locale) =>
    faults.length > 0 ? words.and(faults.map((fault) => textIn(fault, locale))) : words.notOnList,
  );
}

async function isMeant({ name, kind, file }: Named, allowed: string): Promise<boolean> {
  if (kind === 'package') return packageName(name) === allowed;
  if (kind === 'builtin') return name === allowed;
  if (file === undefined || !isAbsolute(allowed)) return false;
  const [one, other] = await Promise.all([file, allowed].map((path) => realpath(path).catch(() => path)));
  return one === other;
}

/** Without what is named inside the package. */
const packageName = (name: string): string => name.split('/', name.startsWith('@') ? 2 : 1).join('/');

async function faultOf(named: Named, allowed: Allowed, owner: Owner): Promise<Text | undefined> {
  const { version, integrity } = allowed;
  if (named.kind === 'builtin') {
    if (integrity !== undefined) return say(loading, (words) => words.builtinIntegrity);
    return version === undefined || version === VERSION ? undefined : otherVersion(VERSION, version);
  }
  if (named.kind === 'file') {
    if (version !== undefined || integrity !== undefined) return say(loading, (words) => words.fileIntegrity);
    return checkProtected(named.file ?? named.name, owner).then(() => undefined, textOf);
  }
  const found = await packageOf(named);
  if (found === undefined) return say(loading, (words) => words.noPackageJson);
  if (version !== undefined && found.version !== version) return otherVersion(found.version, version);
  if (integrity === undefined) return undefined;
  const own = await integrityOf(found.directory);
  return own === integrity ? undefined : say(loading, (words) => words.otherIntegrity(own, integrity));
}

const otherVersion = (own: string, allowed: string): Text =>
  say(loading, (words) => words.otherVersion(own, allowed));

/** The directory and version of the package that a file belongs to. */
async function packageOf({
  name,
  file,
}: Named): Promise<{ readonly directory: string; readonly version: string } | undefined> {
  if (file === undefined) return undefined;
  for (let directory = dirname(file); dirname(directory) !== directory; directory = dirname(directory)) {
    const content = await readFile(join(directory, 'package.json'), 'utf8').catch(() => '{}');
    const found = JSON.parse(content) as { readonly name?: unknown; readonly version?: unknown };
    if (found.name === packageName(name)) return { directory, version: String(found.version) };
  }
  return undefined;
}
