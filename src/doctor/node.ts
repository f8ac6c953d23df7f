import { realpath } from 'node:fs/promises';
import { VERSION } from '../version.js';
import { ok, warning, failed, type Check } from './check.js';
import type { Facts } from './facts.js';
import { findProgram } from './find-program.js';

/** As `engines` of package.json says; a test holds that they agree. */
export const LEAST_NODE = '20.19';
/** Below it the library of a built-in cloud warns that its updates end with 2026. */
const SOON_NODE = 22;

/** Whether this Node.js runs mcm, and will go on to. */
export function nodeCheck({ node, nodePath }: Pick<Facts, 'node' | 'nodePath'>): Check {
  const found = `Node.js ${node}, ${nodePath}`;
  const [major = 0, minor = 0] = node.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = LEAST_NODE.split('.').map(Number);
  if (major < leastMajor || (major === leastMajor && minor < leastMinor))
    return failed('node-version', {
      found: `${found}; mcm needs ${LEAST_NODE} or later`,
      next: 'Install Node.js 24 (or 22), and let your MCP clients start mcm with it.',
    });
  if (major < SOON_NODE)
    return warning('node-version', {
      found: `${found}; it works, but Node.js ${String(major)} gets no more fixes, and from 2027 on libraries of clouds need ${String(SOON_NODE)}`,
      next: `Move to Node.js ${String(SOON_NODE)} or 24 when you can.`,
    });
  return ok('node-version', found);
}

/** Which mcm this is, and whether a terminal would start the same. */
export async function pathCheck({
  env,
  platform,
  program,
  cwd,
}: Pick<Facts, 'cwd' | 'env' | 'platform' | 'program'>): Promise<Check> {
  const own = `mcm ${VERSION}${program === '' ? '' : `, ${program}`}`;
  const onPath = await findProgram('mcm', { path: env['PATH'] ?? env['Path'] ?? '', platform, cwd, env });
  if (onPath === undefined)
    return ok('mcm-on-path', `${own}; mcm is not on PATH, so clients start it by its whole path or by npx`);
  const [one, other] = await Promise.all([onPath, program].map((file) => realpath(file).catch(() => file)));
  // On Windows a small script on PATH starts the program: it cannot be compared.
  if (one === other || platform === 'win32') return ok('mcm-on-path', `${own}; on PATH as ${onPath}`);
  return warning('mcm-on-path', {
    found: `${own}; but mcm on PATH is another one, ${onPath}`,
    next: 'Remove one of the two, or name the one you mean by its whole path in your MCP clients.',
  });
}
