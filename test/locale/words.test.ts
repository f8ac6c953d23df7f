import { describe, expect, it } from '@jest/globals';
import { textIn, type Locale, type Text } from 'multi-cloud-manager/plugin';
import * as en from '../../src/locale/en/index.js';
import { isText } from '../../src/locale/is-text.js';
import { localeNamed, localeOf } from '../../src/locale/locale.js';
import { loadLocale, say, wordsIn } from '../../src/locale/words.js';
import { zhCN } from '../../src/locale/zh-CN/index.js';
import { sentencesOf } from './sentences.js';

/** A Chinese character, or the punctuation that stands between two names in a Chinese text. */
const HAN = /[\p{Script=Han}\uff01-\uff1f]/u;
/** Punctuation of one half width beside a Chinese character: it is written full width there. */
const HALF = /\p{Script=Han}[,;:?!()]|[,;!()]\p{Script=Han}/u;

describe.each(Object.entries(en))('the words of %s', (room, words) => {
  const english = sentencesOf(words);
  const chinese = sentencesOf(zhCN[room as keyof typeof zhCN]);

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
});

describe('the words of a language', () => {
  it('are English until another is loaded', async () => {
    const before: Text = say(en.calls, (words) => words.cancelled);
    expect(textIn(before, 'en')).toBe('The call was cancelled.');
    await loadLocale('zh-CN');
    const after = say(en.calls, (words) => words.cancelled);
    expect([textIn(after, 'en'), textIn(after, 'zh-CN')]).toEqual([
      'The call was cancelled.',
      '调用已被取消。',
    ]);
    expect(wordsIn(en.calls, 'zh-CN').gone).toBe('该实例已不存在。未执行任何操作。');
  });
});

describe('the language', () => {
  it.each<[string, Locale | undefined]>([
    ['en', 'en'],
    ['en_US.UTF-8', 'en'],
    ['C', 'en'],
    ['POSIX', 'en'],
    ['C.UTF-8', 'en'],
    ['zh', 'zh-CN'],
    ['zh_CN.UTF-8', 'zh-CN'],
    ['zh-Hans-SG', 'zh-CN'],
    ['zh_TW.UTF-8', undefined],
    ['zh-Hant', undefined],
    ['zh-Hans-TW', 'zh-CN'],
    ['de_DE@euro', undefined],
    ['', undefined],
  ])('%s is %s', (name, locale) => {
    expect(localeNamed(name)).toBe(locale);
  });

  it('of an environment is that of the first variable that says one', () => {
    expect(localeOf({ LANG: 'zh_CN.UTF-8' })).toBe('zh-CN');
    expect(localeOf({ LANG: 'zh_CN.UTF-8', LC_MESSAGES: 'en_GB.UTF-8' })).toBe('en');
    expect(localeOf({ LANG: 'zh_CN.UTF-8', LC_ALL: 'de_DE.UTF-8' })).toBeUndefined();
    expect(localeOf({ LANG: 'zh_CN.UTF-8', LC_ALL: '' })).toBe('zh-CN');
    expect(localeOf({ LC_ALL: 'C', MCM_LOCALE: 'zh-CN' })).toBe('zh-CN');
    expect(localeOf({})).toBeUndefined();
  });
});

describe('a text of a plugin', () => {
  it.each<[unknown, boolean]>([
    ['no', true],
    [{ en: 'no' }, true],
    [{ en: 'no', 'zh-CN': '不' }, true],
    [{ 'zh-CN': '不' }, false],
    [{ en: 'no', 'zh-CN': 1 }, false],
    [{ en: 1 }, false],
    [undefined, false],
    [null, false],
    [7, false],
  ])('%j: %s', (value, expected) => {
    expect(isText(value)).toBe(expected);
  });
});
