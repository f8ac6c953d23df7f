/** What a terminal draws two cells wide: Chinese, Japanese and Korean with their punctuation, and pictures. */
const WIDE =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Emoji_Presentation}\u3000-\u303e\u30fb\u30fc\uff01-\uff60\uffe0-\uffe6]/u;
/** Katakana and Hangul of half width, which the scripts above include. */
const HALF = /[\uff61-\uffdc]/u;
/** What is drawn over the character before it, or not at all. */
const NONE = /[\p{Mn}\p{Me}\p{Default_Ignorable_Code_Point}]/u;
const PLAIN = /^[ -~]*$/;

/** How many cells of a terminal a text takes; it has one line, and nothing that a terminal obeys. */
export function widthOf(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const sign of text) width += cellsOf(sign);
  return width;
}

function cellsOf(sign: string): number {
  if (NONE.test(sign)) return 0;
  return WIDE.test(sign) && !HALF.test(sign) ? 2 : 1;
}
