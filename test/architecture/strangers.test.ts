import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** What the plugin of examples/plugin-openstack is about. */
const NAMES = /open[ _-]?stack|\bnova\b|keystone|neutron/i;

const filesOf = (...folders: readonly string[]): readonly string[] =>
  folders.flatMap((folder) =>
    readdirSync(`${root}${folder}`, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath}/${entry.name}`),
  );
const naming = (files: readonly string[]): readonly string[] =>
  files
    .filter((file) => NAMES.test(file.slice(root.length)) || NAMES.test(readFileSync(file, 'utf8')))
    .map((file) => file.slice(root.length));

describe("a stranger's cloud [ARCH-STRANGERS]", () => {
  it('is known by name to no file of the program', () => {
    const files = filesOf('src', 'plugins');
    expect(files.length).toBeGreaterThan(300);
    expect(naming(files)).toEqual([]);
  });

  it('would be found where it is named', () => {
    const folder = 'examples/plugin-openstack';
    expect(naming([`${root}${folder}/src/errors.ts`, `${root}${folder}/package.json`])).toHaveLength(2);
  });
});
