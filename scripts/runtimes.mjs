/**
 * Installs what some end-to-end tests need in a tree of its own (test/runtimes): other Node versions, where the registry
 * has them for this platform, and the MCP Inspector, which wants a newer Node than ours. npm runs it after it has changed
 * node_modules of this project itself, never for those who install the package. It never fails: only those tests need
 * it, and they say so.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = new URL('../test/runtimes/', import.meta.url);

/** @param {string} path */
function manifest(path) {
  try {
    return JSON.parse(readFileSync(new URL(path, folder), 'utf8'));
  } catch {
    return {};
  }
}

const { dependencies = {}, optionalDependencies = {} } = manifest('package.json');
const missing = [
  ...Object.entries(dependencies),
  ...Object.entries(optionalDependencies).filter(([name]) =>
    name.endsWith(`-${process.platform}-${process.arch}`),
  ),
].filter(
  ([name, wanted]) =>
    String(wanted).split('@').at(-1) !== manifest(`node_modules/${name}/package.json`).version,
);

if (missing.length > 0) {
  const npm = process.env['npm_execpath'];
  const [command, first] = npm === undefined ? ['npm', []] : [process.execPath, [npm]];
  const { status } = spawnSync(
    command,
    [...first, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: fileURLToPath(folder),
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: npm === undefined && process.platform === 'win32',
    },
  );
  if (status !== 0) {
    console.error(
      `${missing.map(([name]) => name).join(', ')}: not installed; the tests that need them will fail.`,
    );
  }
}
