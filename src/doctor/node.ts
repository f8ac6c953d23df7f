import { realpath } from 'node:fs/promises';
import { doctor } from '../locale/en/doctor.js';
import { wordsIn } from '../locale/words.js';
import { VERSION } from '../version.js';
import { ok, warning, failed, type Check } from './check.js';
import type { Facts } from './facts.js';
import { findProgram } from './find-program.js';

/** As `engines` of package.json says; a test holds that they agree. */
export const LEAST_NODE = '20.19';
/** Below it the library of a built-in cloud warns that its updates end with 2026. */
const SOON_NODE = 22;

/** Whether this Node.js runs mcm, and will go on to. */
export function nodeCheck({ locale, node, nodePath }: Pick<Facts, 'locale' | 'node' | 'nodePath'>): Check {
  const words = wordsIn(doctor, locale).node;
  const found = words.version(node, nodePath);
  const [major = 0, minor = 0] = node.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = LEAST_NODE.split('.').map(Number);
  if (major < leastMajor || (major === leastMajor && minor < leastMinor))
    return failed('node-version', {
      found: words.tooOld(found, LEAST_NODE),
      next: words.install,
    });
  if (major < SOON_NODE)
    return warning('node-version', {
      found: words.old(found, major, SOON_NODE),
      next: words.move(SOON_NODE),
    });
  return ok('node-version', found);
}

/** Which mcm this is, and whether a terminal would start the same. */
export async function pathCheck({
  env,
  locale,
  platform,
  program,
  cwd,
}: Pick<Facts, 'cwd' | 'env' | 'locale' | 'platform' | 'program'>): Promise<Check> {
  const words = wordsIn(doctor, locale).node;
  const own = words.mcm(VERSION, program === '' ? undefined : program);
  const onPath = await findProgram('mcm', { path: env['PATH'] ?? env['Path'] ?? '', platform, cwd, env });
  if (onPath === undefined) return ok('mcm-on-path', words.notOnPath(own));
  const [one, other] = await Promise.all([onPath, program].map((file) => realpath(file).catch(() => file)));
  // On Windows a small script on PATH starts the program: it cannot be compared.
  if (one === other || platform === 'win32') return ok('mcm-on-path', words.onPath(own, onPath));
  return warning('mcm-on-path', {
    found: words.another(own, onPath),
    next: words.removeOne,
  });
}
