const SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;

/** Where JSON text stops being JSON, as `line:column`. `JSON.parse` says it only for some mistakes, and quotes the text. */
export function jsonErrorPosition(text: string): string {
  let at = 0;
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    if (!pattern.test(text)) return false;
    at = pattern.lastIndex;
    return true;
  };
  const skip = (character: string): boolean => {
    take(SPACE);
    if (text[at] !== character) return false;
    at += 1;
    take(SPACE);
    return true;
  };
  /** Items up to `end`; false leaves `at` where the mistake is. */
  const items = (end: string, item: () => boolean): boolean => {
    if (skip(end)) return true;
    do {
      if (!item()) return false;
    } while (skip(','));
    return skip(end);
  };
  const value = (): boolean => {
    take(SPACE);
    if (skip('{')) return items('}', () => take(STRING) && skip(':') && value());
    if (skip('[')) return items(']', value);
    return take(STRING) || take(SCALAR);
  };
  if (value()) take(SPACE);

  const lines = text.slice(0, at).split('\n');
  return `${lines.length}:${(lines.at(-1) ?? '').length + 1}`;
}
