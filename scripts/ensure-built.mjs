/** Builds dist/ when it is missing or older than a source file. */
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const built = statSync(join(root, 'dist', 'cli.cjs'), { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** @param {string} path */
function changed(path) {
  return statSync(join(root, path)).mtimeMs > built;
}

const sources = ['src', 'plugins', 'scripts', 'templates'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
);

if (['package.json', 'package-lock.json', ...sources].some(changed)) {
  // What the build prints goes to stderr: after this, stdout may belong to the MCP protocol.
  const build = spawnSync(process.execPath, [join(root, 'scripts', 'build.mjs')], {
    stdio: ['ignore', 2, 2],
  });
  process.exitCode = build.status ?? 1;
}
