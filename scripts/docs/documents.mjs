import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Every document of the project, as absolute paths: those at the top, and all below docs/ and plugins/.
 *
 * @param {string} root
 * @returns {Promise<string[]>}
 */
export async function documents(root) {
  const top = await readdir(root);
  const below = await Promise.all(
    ['docs', 'plugins', 'examples'].map(async (folder) =>
      (await readdir(join(root, folder), { recursive: true, encoding: 'utf8' })).map((name) =>
        join(folder, name),
      ),
    ),
  );
  return [...top, ...below.flat()]
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => join(root, name));
}
