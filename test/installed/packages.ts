import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { addPackage, type AddParts, type Added, type Probed } from '../../src/installed/add.js';
import { systemClock } from '../../src/http/wait.js';

/** A package as a registry would have it: its files by path, beside package.json. */
export interface FakePackage {
  readonly name: string;
  readonly version?: string;
  readonly type?: 'module' | 'commonjs';
  readonly files?: Readonly<Record<string, string>>;
}

/** What npm does with one package, without npm: the files, and what it writes down. */
export const npmOf =
  ({ name, version = '1.0.0', type = 'module', files = {} }: FakePackage): AddParts['npm'] =>
  async (_args, cwd) => {
    const put = async (path: string, content: string): Promise<void> => {
      await mkdir(dirname(join(cwd, path)), { recursive: true });
      await writeFile(join(cwd, path), content);
    };
    const home = `node_modules/${name}`;
    await put('package.json', JSON.stringify({ private: true, dependencies: { [name]: version } }));
    await put(
      'package-lock.json',
      JSON.stringify({ packages: { '': {}, [home]: { version, integrity: `sha512-of-${name}` } } }),
    );
    await put(`${home}/package.json`, JSON.stringify({ name, version, type, main: './index.js' }));
    for (const [path, content] of Object.entries(files)) await put(`${home}/${path}`, content);
  };

/** Installs a package without npm and without another process. */
export const addFake = (
  pluginDir: string,
  fake: FakePackage,
  probed: Probed | AddParts['probe'] = { kind: 'plugin', name: fake.name.replace('mcm-plugin-', '') },
): Promise<Added> =>
  addPackage(fake.name, undefined, {
    pluginDir,
    clock: systemClock,
    npm: npmOf(fake),
    probe: typeof probed === 'function' ? probed : () => Promise.resolve(probed),
  });

/** The directories of packages, whether or not the lock names them. */
export const directoriesIn = async (pluginDir: string): Promise<readonly string[]> =>
  (await readdir(pluginDir)).filter((name) => name.startsWith('package-'));
