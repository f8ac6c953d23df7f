import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import { BUILTIN_NAMES } from '../../src/config/builtin-names.js';
import { SUBJECTS } from './subjects.js';

it('every built-in cloud is held to the contract under its own name, in a test file of its own', async () => {
  const files = await readdir(fileURLToPath(new URL('.', import.meta.url)));
  const names = [...BUILTIN_NAMES].sort();
  expect(Object.entries(SUBJECTS).map(([name, subject]) => [name, subject.name])).toEqual(
    BUILTIN_NAMES.map((name) => [name, name]),
  );
  expect(files.filter((file) => file.endsWith('.test.ts')).sort()).toEqual(
    [...names, 'subjects'].map((name) => `${name}.test.ts`).sort(),
  );
});
