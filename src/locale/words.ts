import type { Locale, Text } from 'multi-cloud-manager/plugin';

/** The words of one room in English, and each room's in other languages, once those are loaded. */
const translations = new Map<Exclude<Locale, 'en'>, ReadonlyMap<object, object>>();

/** Loads what mcm says in a language. English is there without it. */
export async function loadLocale(locale: Locale): Promise<void> {
  if (locale === 'en' || translations.has(locale)) return;
  const [en, { zhCN }] = await Promise.all([import('./en/index.js'), import('./zh-CN/index.js')]);
  const rooms: Readonly<Record<string, object>> = zhCN;
  const pairs = Object.entries<object>(en).map(([name, room]) => [room, rooms[name] ?? room] as const);
  translations.set(locale, new Map(pairs));
}

/** The words of a room in this language, which was loaded. */
export function wordsIn<W extends object>(room: W, locale: Locale): W {
  // The index of each language has the type of the English one, room by room.
  return locale === 'en' ? room : ((translations.get(locale)?.get(room) ?? room) as W);
}

/**
 * One sentence of a room, in English and in every language that is loaded. The language is told too, for a sentence that has another
 * text in it.
 */
export function say<W extends object>(room: W, pick: (words: W, locale: Locale) => string): Text {
  const en = pick(room, 'en');
  if (translations.size === 0) return en;
  return {
    ...Object.fromEntries(
      [...translations.keys()].map((locale) => [locale, pick(wordsIn(room, locale), locale)]),
    ),
    en,
  };
}
