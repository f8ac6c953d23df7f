/** A sentence, and what it was given that stands in it. */
export interface Sentence {
  readonly text: string;
  readonly given: readonly string[];
}

const NUMBERS = [701, 702, 703, 704, 705, 706];

/**
 * Every sentence of a room by its path. One that takes something is called with marks, with as many kinds as are needed until it
 * takes them: texts, numbers, lists.
 */
export function sentencesOf(words: object, path = ''): ReadonlyMap<string, Sentence> {
  return new Map(
    Object.entries(words).flatMap(([key, value]: [string, unknown]): [string, Sentence][] => {
      const at = `${path}${key}`;
      if (typeof value === 'string') return [[at, { text: value, given: [] }]];
      if (typeof value === 'function') return variantsOf(at, value as (...given: unknown[]) => string);
      if (value !== null && typeof value === 'object') return [...sentencesOf(value, `${at}.`)];
      throw new Error(`${at} is no sentence.`);
    }),
  );
}

function variantsOf(at: string, make: (...given: unknown[]) => string): [string, Sentence][] {
  const marks = NUMBERS.slice(0, make.length);
  const kinds = [
    marks.map((mark) => `«${mark}»`),
    marks,
    marks.map((mark) => [`«${mark}»`]),
    marks.map((mark, index) => (index === marks.length - 1 ? undefined : `«${mark}»`)),
    marks.map((mark, index) => (index === marks.length - 1 ? undefined : [`«${mark}»`])),
  ];
  const made = kinds.flatMap((given, index): [string, Sentence][] => {
    try {
      const text = make(...given);
      const shown = text.match(/70[1-6]/g) ?? [];
      return [[`${at} (${index})`, { text, given: [...new Set(shown)].sort() }]];
    } catch {
      return [];
    }
  });
  if (made.length === 0) throw new Error(`${at} took nothing that was tried.`);
  return made;
}
