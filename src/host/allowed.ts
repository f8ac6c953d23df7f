import { readFile, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { errorMessage } from '../config/error.js';
import type { Managed } from '../config/managed/find.js';
import { checkProtected, type Owner } from '../config/managed/protected.js';
import type { Allowed } from '../config/managed/schema.js';
import { integrityOf } from '../integrity/integrity.js';
import { VERSION } from '../version.js';
import type { Named } from './resolve.js';

/** Throws a sentence unless every managed config that has an allow-list has this on it, as it lies on the disk now. */
export async function checkAllowed(named: Named, managed: readonly Managed[]): Promise<void> {
  for (const { file, floor, owner } of managed) {
    if (floor.plugins === undefined) continue;
    const fault = await faultBy(named, floor.plugins.allow, owner);
    if (fault !== undefined) throw new Error(`the managed config ${file} does not allow it: ${fault}`);
  }
}

async function faultBy(named: Named, list: readonly Allowed[], owner: Owner): Promise<string | undefined> {
  const faults: string[] = [];
  for (const allowed of list) {
    if (!(await isMeant(named, allowed.name))) continue;
    const fault = await faultOf(named, allowed, owner);
    if (fault === undefined) return undefined;
    faults.push(fault);
  }
  return faults.length > 0 ? faults.join(', and ') : 'it is not on its list';
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

async function faultOf(named: Named, allowed: Allowed, owner: Owner): Promise<string | undefined> {
  const { version, integrity } = allowed;
  if (named.kind === 'builtin') {
    if (integrity !== undefined) return 'what is built in has no integrity of its own';
    return version === undefined || version === VERSION ? undefined : otherVersion(VERSION, version);
  }
  if (named.kind === 'file') {
    if (version !== undefined || integrity !== undefined) return 'a file has no version and no integrity';
    return checkProtected(named.file ?? named.name, owner).then(() => undefined, errorMessage);
  }
  const found = await packageOf(named);
  if (found === undefined) return 'the package.json that it belongs to cannot be read';
  if (version !== undefined && found.version !== version) return otherVersion(found.version, version);
  if (integrity === undefined) return undefined;
  const own = await integrityOf(found.directory);
  return own === integrity ? undefined : `its integrity is ${own}, and allowed is ${integrity}`;
}

const otherVersion = (own: string, allowed: string): string =>
  `its version is ${own}, and allowed is ${allowed}`;

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
