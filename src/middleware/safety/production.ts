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

/** What marks the instance as production; undefined when nothing does. Never the text itself. */
export function productionWord(instance: Instance, words: readonly string[]): Mark | undefined {
  const marked = (text: string) => words.some((word) => says(text, word));
  if (Object.entries(instance.tags).some(([key, value]) => marked(key) || marked(value))) return 'tags';
  if (marked(instance.name)) return 'name';
  const { details = {} } = instance;
  return OTHER_NAMES.find((key) => typeof details[key] === 'string' && marked(details[key]));
}
