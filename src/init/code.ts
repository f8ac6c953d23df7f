import { commentLines, type ConfigDocument, type Entry, type Value } from './document.js';

/** A config in TypeScript. */
export function codeOf({ head, entries }: ConfigDocument): string {
  const used = new Set(['defineConfig']);
  const body = entries.flatMap((entry, index) => [...(index === 0 ? [] : ['']), ...linesOf(entry, used)]);
  const lines = [
    ...commentLines(head).map(comment),
    '',
    `import { ${[...used].join(', ')} } from 'multi-cloud-manager';`,
    '',
    'export default defineConfig({',
    ...indented(body),
    '});',
  ];
  return `${lines.join('\n')}\n`;
}

const comment = (line: string): string => (line === '' ? '//' : `// ${line}`);
const indented = (lines: readonly string[]): readonly string[] =>
  lines.map((line) => (line === '' ? '' : `  ${line}`));

function linesOf(entry: Entry, used: Set<string>): readonly string[] {
  // What is only shown needs no import.
  const [first = '', ...rest] = valueLines(entry.value, entry.off === true ? new Set() : used);
  const setting = ending([`${entry.key}: ${first}`, ...rest]);
  return [
    ...commentLines(entry.comment).map(comment),
    ...(entry.off === true ? setting.map(comment) : setting),
  ];
}

const ending = (lines: readonly string[]): readonly string[] =>
  lines.map((line, index) => (index === lines.length - 1 ? `${line},` : line));

function valueLines(value: Value, used: Set<string>): readonly string[] {
  if (typeof value === 'object' && 'block' in value)
    return ['{', ...indented(value.block.flatMap((entry) => linesOf(entry, used))), '}'];
  if (typeof value === 'object' && 'items' in value)
    return [
      '[',
      ...indented(
        value.items.flatMap((item) => [
          ...commentLines(item.comment).map(comment),
          ...ending(valueLines(item.value, used)),
        ]),
      ),
      ']',
    ];
  return [inline(value, used)];
}

function inline(value: Value, used: Set<string>): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object') return String(value);
  if ('secret' in value) {
    const { secret } = value;
    const [name, words] = 'env' in secret ? ['env', [secret.env]] : ['exec', secret.exec];
    used.add(name);
    return `${name}(${words.map(quoted).join(', ')})`;
  }
  return Array.isArray(value) ? `[${value.map((each: Value) => inline(each, used)).join(', ')}]` : '';
}

const quoted = (text: string): string =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
