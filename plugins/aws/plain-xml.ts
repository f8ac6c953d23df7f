/** What an element holds: text, or elements by their names, and those of one name in a list. */
export type PlainXml = string | PlainElements;
/** See {@link PlainXml}. */
export interface PlainElements {
  [name: string]: PlainXml | PlainXml[];
}

const BEGINNING = /^\s*(?:<\?xml[^>]*\?>\s*)?<([A-Za-z]\w*)(?:\s+[a-z:]+="[^"]*")*\s*>/;
/** It cannot be `__proto__`. */
const NAME = /^[A-Za-z]\w*$/;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * Reads XML as EC2 writes it: elements in elements, or text in an element, and attributes at the root alone. It gives what the root
 * holds. Undefined for everything else, which is for a reader that knows all of XML.
 */
export function readPlainXml(xml: string): PlainElements | undefined {
  const [beginning = '', root = ''] = BEGINNING.exec(xml) ?? [];
  if (root === '' || xml.includes('\r')) return undefined;
  let at = beginning.length;

  /** What the element holds whose opening tag was just read; its closing tag is read with it. */
  const contents = (name: string): PlainXml => {
    const first = at;
    const closing = `/${name}`;
    let elements: PlainElements | undefined;
    for (;;) {
      const start = xml.indexOf('<', at);
      const end = xml.indexOf('>', start);
      if (start < 0 || end < 0) throw new NotPlain();
      const tag = xml.slice(start + 1, end);
      if (tag !== closing || elements !== undefined) {
        if (start > at && xml.slice(at, start).trim() !== '') throw new NotPlain();
      }
      at = end + 1;
      if (tag === closing) return elements ?? decoded(xml.slice(first, start));
      elements ??= {};
      const isEmpty = tag.endsWith('/');
      const child = isEmpty ? tag.slice(0, -1) : tag;
      if (!NAME.test(child)) throw new NotPlain();
      add(elements, child, isEmpty ? '' : contents(child));
    }
  };

  try {
    const held = contents(root);
    return typeof held === 'string' || xml.slice(at).trim() !== '' ? undefined : held;
  } catch {
    return undefined;
  }
}

class NotPlain extends Error {}

function add(elements: PlainElements, name: string, value: PlainXml): void {
  const before = Object.hasOwn(elements, name) ? elements[name] : undefined;
  if (before === undefined) elements[name] = value;
  else if (Array.isArray(before)) before.push(value);
  else elements[name] = [before, value];
}

/** White space with a line break is how an empty element is laid out. */
function decoded(text: string): string {
  if (text.includes('\n') && text.trim() === '') return '';
  return text.includes('&') ? text.replace(/&([^;]*);?/g, (_, entity: string) => character(entity)) : text;
}

function character(entity: string): string {
  const [, hex, decimal] = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(entity) ?? [];
  const known = ENTITIES[entity];
  if (known !== undefined) return known;
  if (hex === undefined && decimal === undefined) throw new NotPlain();
  return String.fromCodePoint(hex === undefined ? Number(decimal) : parseInt(hex, 16));
}
