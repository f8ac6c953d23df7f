import { expect, it } from '@jest/globals';
import { sentencesOf } from './sentences.js';

/** A Chinese character, or the punctuation that stands between two names in a Chinese text. */
export const HAN = /[\p{Script=Han}\uff01-\uff1f]/u;
/** Punctuation of one half width beside a Chinese character: it is written full width there. */
const HALF = /\p{Script=Han}[,:;?!()]|[,;!()]\p{Script=Han}/u;

/** Holds that words in English and in 简体中文 are the same sentences, each with what it was given. */
export function sameSentences(en: object, zhCN: object): void {
  const english = sentencesOf(en);
  const chinese = sentencesOf(zhCN);

  it('are the same sentences in 简体中文', () => {
    expect([...chinese.keys()]).toEqual([...english.keys()]);
  });

  it.each([...english.keys()])('%s says in both what it was given', (name) => {
    const [left, right] = [english.get(name), chinese.get(name)];
    expect(right?.given).toEqual(left?.given);
    // What is a name, or a word that a person types, is the same in every language.
    if (left?.text !== right?.text) expect(right?.text).toMatch(HAN);
    expect(right?.text).not.toMatch(HALF);
  });
}
