import type { Instance } from 'multi-cloud-manager/plugin';

/** Letters and digits apart, so that `prod01` says prod and `product` does not. */
const wordsOf = (text: string): readonly string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/\p{L}+|\p{N}+/gu) ?? [];

/** Chinese and Japanese write no spaces between words: there a word counts inside a run of letters. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

function says(text: string, word: string): boolean {
  const wanted = word.normalize('NFKC').toLowerCase();
  return unspaced.test(wanted)
    ? text.normalize('NFKC').toLowerCase().includes(wanted)
    : wordsOf(text).includes(wanted);
}

/** Other names that a cloud's details may hold beside the one that is shown. */
const OTHER_NAMES = ['hostname', 'host_name', 'label'] as const;

/** What marks an instance. */
export type Mark = 'tags' | 'name' | (typeof OTHER_NAMES)[number];

/** Where an instance is marked as production, and the text that marks it. */
export interface ProductionMark {
  /** What is told to everyone. */
  readonly place: Mark;
  readonly by: 'tag' | 'name';
  /** A tag as `key=value` or a name: for a person who looks for the reason, never for a model. */
  readonly text: string;
}

/** The first mark of production on the instance; undefined when there is none. */
export function productionMark(instance: Instance, words: readonly string[]): ProductionMark | undefined {
  const marked = (text: string) => words.some((word) => says(text, word));
  const tag = Object.entries(instance.tags).find(([key, value]) => marked(key) || marked(value));
  if (tag) return { place: 'tags', by: 'tag', text: tag.filter((part) => part !== '').join('=') };
  if (marked(instance.name)) return { place: 'name', by: 'name', text: instance.name };
  const { details = {} } = instance;
  for (const key of OTHER_NAMES) {
    const name = details[key];
    if (typeof name === 'string' && marked(name)) return { place: key, by: 'name', text: name };
  }
  return undefined;
}
