/** The languages in which mcm speaks to people, as BCP 47 names them. */
export const LOCALES = ['en', 'zh-CN'] as const;

/** One of {@link LOCALES}. */
export type Locale = (typeof LOCALES)[number];

/** The same text in English and in other languages. */
export type Translated = Readonly<Partial<Record<Locale, string>>> & { readonly en: string };

/** What a person reads: a text in English, or one in several languages. */
export type Text = string | Translated;

/** The text in this language; in English where it has no such translation. */
export const textIn = (text: Text, locale: Locale): string =>
  typeof text === 'string' ? text : (text[locale] ?? text.en);

/**
 * The sentences of a plugin in English and in other languages, each an object with the same members:
 *
 * ```ts
 * const say = sentences(
 *   { locked: (id: string) => `The server ${id} is locked by a job of the cloud.` },
 *   { 'zh-CN': { locked: (id) => `服务器 ${id} 被云端任务锁定。` } },
 * );
 * throw new McmError('INSTANCE_STATE_CONFLICT', say((words) => words.locked(id)));
 * ```
 *
 * A translation in which a member is missing does not compile. The language is told too, for a sentence that has another text in it:
 * `say((words, locale) => words.because(textIn(reason, locale)))`.
 */
export function sentences<W extends object>(
  en: W,
  others: Readonly<Partial<Record<Exclude<Locale, 'en'>, NoInfer<W>>>> = {},
): (pick: (words: W, locale: Locale) => string) => Translated {
  return (pick) => ({
    ...Object.fromEntries(
      Object.entries(others).map(([locale, words]) => [locale, pick(words, locale as Locale)]),
    ),
    en: pick(en, 'en'),
  });
}
