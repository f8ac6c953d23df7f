const ANSI = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;
/** Control, bidirectional, zero-width and tag characters: nothing a reader sees, everything an injected text hides in. */
const INVISIBLE = /[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\u2028\u2029\ufff9-\ufffb]/gu;

/** Text that came from a cloud, made harmless: one line, no invisible characters, at most `cap` characters. */
export function cleanText(text: string, cap = 1000): string {
  const short = text.length > cap * 4 ? text.slice(0, cap * 4) : text;
  const clean = short
    .replace(ANSI, '')
    .replace(/[\t\n\r]+/g, ' ')
    .replace(INVISIBLE, '')
    .trim();
  return clean.length <= cap && short.length === text.length
    ? clean
    : `${clean.slice(0, cap).replace(/\p{Cs}/gu, '')}… [${String(text.length)} characters]`;
}

/** The same for every string and key in a JSON value. */
export function cleanJson(value: unknown, cap?: number): unknown {
  if (typeof value === 'string') return cleanText(value, cap);
  if (Array.isArray(value)) return value.map((item) => cleanJson(item, cap));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [cleanText(key, 200), cleanJson(item, cap)] as const),
  );
}
