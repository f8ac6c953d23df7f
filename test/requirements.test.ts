import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { REQUIREMENTS } from './requirements.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const rules = REQUIREMENTS.filter(({ id }) => id.startsWith('RULE:'));

/** Every id that a test cites literally, and where. */
function citations(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const name of readdirSync(here, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.test.ts') || name.includes('node_modules')) continue;
    const text = readFileSync(`${here}${name}`, 'utf8');
    for (const [, id] of text.matchAll(/\[((?:TOOL|PARAM|RULE):[\w.-]+)\]/g))
      if (id !== undefined) found.set(id, name);
  }
  return found;
}

describe('the requirements', () => {
  it('have an id each, of a known kind, and say what is required', () => {
    const ids = REQUIREMENTS.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(ids.filter((id) => !/^(TOOL:[a-z_]+|PARAM:[a-z_]+\.[a-z_]+|RULE:[A-Z0-9-]+)$/.test(id))).toEqual(
      [],
    );
    expect(REQUIREMENTS.filter(({ text }) => !/^\S.{8,}\.$/.test(text))).toEqual([]);
  });

  // Tools and parameters are held by tools/catalogue.test.ts, which compares every row of the table that they come from.
  it('that are rules are each cited by a test', () => {
    const cited = citations();
    expect(rules.length).toBeGreaterThan(60);
    expect(rules.filter(({ id }) => !cited.has(id))).toEqual([]);
  });

  it('are all that tests cite', () => {
    const known = new Set(REQUIREMENTS.map(({ id }) => id));
    expect([...citations()].filter(([id]) => !known.has(id))).toEqual([]);
  });
});
