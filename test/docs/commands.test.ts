import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { documents } from '../../scripts/docs/documents.mjs';
import { help } from '../../src/locale/en/help.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const HELP = help.all('0');

/** What a document shows in code, inline or as shell, that begins with `mcm` and a word. */
function commandsIn(text: string): readonly string[] {
  const inline = [...text.matchAll(/`(mcm [^`\n]+)`/g)].map(([, code = '']) => code);
  const shell = [...text.matchAll(/^ *```(?:sh|bash)\n(.*?)^ *```/gms)].flatMap(([, block = '']) =>
    block.split('\n').map((line) => line.replace(/ #.*$/, '').trim()),
  );
  return [...inline, ...shell].filter((code) => /^mcm [a-z-]/.test(code));
}

const known = (word: string): boolean => new RegExp(`(^|[\\s(,])${word}(?![\\w-])`, 'm').test(HELP);

describe('the commands that documents show', () => {
  it('are commands of mcm, with options that mcm --help knows', async () => {
    const shown: string[] = [];
    const wrong: string[] = [];
    for (const file of await documents(root)) {
      for (const command of commandsIn(await readFile(file, 'utf8'))) {
        shown.push(command);
        const [, ...words] = command.split(/[\s=]+/);
        const [name = ''] = words;
        const options = words
          .filter((word) => /^--?[a-z]/.test(word))
          .map((word) => word.replace(/[,.;:)]+$/, ''));
        const unknown = [...(name.startsWith('-') ? [] : [name]), ...options].filter((word) => !known(word));
        if (unknown.length > 0) wrong.push(`${relative(root, file)}: ${command}: ${unknown.join(', ')}`);
      }
    }
    expect(shown.length).toBeGreaterThan(60);
    expect(wrong).toEqual([]);
  });
});
