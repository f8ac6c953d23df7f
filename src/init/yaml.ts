import { commentLines, type ConfigDocument, type Entry, type Value } from './document.js';

/** Needs no quotes, and is text to every version of YAML. */
const PLAIN = /^(?!(?:true|false|yes|no|on|off|null|y|n)$)[A-Za-z\p{Script=Han}][\w./\p{Script=Han}-]*$/iu;

/** A config in YAML. Text in JSON's quotes is text in YAML too. */
export function yamlOf({ head, entries }: ConfigDocument): string {
  const lines = [...commentLines(head).map(comment), ...entries.flatMap((entry) => ['', ...linesOf(entry)])];
  return `${lines.join('\n')}\n`;
}

const comment = (line: string): string => (line === '' ? '#' : `# ${line}`);
const indented = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`);

function linesOf(entry: Entry): readonly string[] {
  const setting = settingOf(entry);
  return [
    ...commentLines(entry.comment).map(comment),
    ...(entry.off === true ? setting.map(comment) : setting),
  ];
}

function settingOf({ key, value }: Entry): readonly string[] {
  if (typeof value === 'object' && 'block' in value)
    return [`${key}:`, ...indented(value.block.flatMap(linesOf))];
  if (typeof value === 'object' && 'items' in value)
    return [
      `${key}:`,
      ...indented(
        value.items.flatMap((item) => [...commentLines(item.comment).map(comment), ...itemOf(item.value)]),
      ),
    ];
  return [`${key}: ${inline(value)}`];
}

function itemOf(value: Value): readonly string[] {
  if (typeof value !== 'object' || !('block' in value)) return [`- ${inline(value)}`];
  return value.block.flatMap(linesOf).map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`));
}

function inline(value: Value): string {
  if (typeof value === 'string') return PLAIN.test(value) ? value : JSON.stringify(value);
  if (typeof value !== 'object') return String(value);
  if ('secret' in value) {
    const { secret } = value;
    return 'env' in secret ? `{ env: ${inline(secret.env)} }` : `{ exec: ${inline(secret.exec)} }`;
  }
  return Array.isArray(value) ? `[${value.map((each: Value) => inline(each)).join(', ')}]` : '';
}
