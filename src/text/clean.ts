/**
 * Sequences that a terminal obeys, in their long and short spelling. What opens a title or a link and never closes it is only
 * unmade: a terminal would swallow the rest of the text, a reader must see it.
 */
const ANSI =
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|(?:\u001b\]|\u009d)[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)|\u001b[@-Z\\-_]/g;
/** Control, bidirectional, zero-width and tag characters: nothing a reader sees, everything an injected text hides in. */
const INVISIBLE = /[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\u2028\u2029\ufff9-\ufffb]/gu;

/** Nothing to clean: what most texts are. */
const PLAIN = /^(?:[!-~](?:[ -~]*[!-~])?)?$/;

/** What stands behind a text that was cut. */
const NOTE = /\u2026 \[(\d{1,12}) characters\]$/;

/**
 * Text that came from a cloud, made harmless: one line, no invisible characters, at most `cap` characters and a note of how many
 * there were. What is clean stays as it is: an instance is cleaned on its way in, and what a tool tells of it on its way out.
 */
export function cleanText(text: string, cap = 1000): string {
  if (text.length <= cap && PLAIN.test(text)) return text;
  const [given = '', length] = NOTE.exec(text) ?? [];
  const body = text.slice(0, text.length - given.length);
  const wasCut = length !== undefined && Number(length) >= body.length;
  const whole = wasCut ? body : text;
  const short = whole.slice(0, cap * 4);
  const clean = short
    .replace(ANSI, '')
    .replace(/[\t\n\r]+/g, ' ')
    .replace(INVISIBLE, '')
    .trim();
  const cut = clean.length > cap || short.length < whole.length;
  const note = wasCut ? given : cut ? `… [${String(text.length)} characters]` : '';
  // The cap may fall in the middle of a character, or behind a space.
  const kept = cut
    ? clean
        .slice(0, cap)
        .replace(/\p{Cs}/gu, '')
        .trimEnd()
    : clean;
  const done = kept + note;
  // Something invisible may have stood behind what looks like a note.
  return note === '' && done !== text && NOTE.test(done) ? cleanText(done, cap) : done;
}

/** The same for text that has lines, such as a log message: they stay apart. Its last mark is where it was cut, if it was. */
export function cleanLines(text: string, cap = 10_000): string {
  const clean = text
    .slice(0, cap)
    .replace(ANSI, '')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(INVISIBLE, (sign) => (sign === '\n' ? sign : ''));
  return text.length > cap ? `${clean}… [${String(text.length)} characters]` : clean;
}

/** Nothing that people look at is nested deeper; what is would end the program that walks through it. */
const DEEPEST = 100;

/** {@link cleanText} for every string and key in a JSON value. What lies too deep is left out, and that is said. */
export const cleanJson = (value: unknown, cap?: number): unknown =>
  eachText(value, (text) => cleanText(text, cap));

/** {@link cleanLines} for every string in a JSON value; a key has one line. */
export const cleanJsonLines = (value: unknown): unknown => eachText(value, (text) => cleanLines(text));

function eachText(value: unknown, clean: (text: string) => string, depth = 0): unknown {
  if (typeof value === 'string') return clean(value);
  if (value === null || typeof value !== 'object') return value;
  if (depth >= DEEPEST) return '[nested too deep]';
  if (Array.isArray(value)) return value.map((item) => eachText(item, clean, depth + 1));
  const copy: Record<string, unknown> = { ...value };
  let keysAreClean = true;
  for (const key of Object.keys(copy)) {
    copy[key] = eachText(copy[key], clean, depth + 1);
    keysAreClean &&= cleanText(key, 200) === key;
  }
  return keysAreClean
    ? copy
    : Object.fromEntries(Object.entries(copy).map(([key, item]) => [cleanText(key, 200), item]));
}
