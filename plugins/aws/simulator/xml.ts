/** A value of an answer: a list becomes `<item>`s, what is undefined is left out. */
export type XmlValue =
  string | number | boolean | undefined | readonly XmlValue[] | { readonly [name: string]: XmlValue };

/** An element, as AWS writes it. */
export function element(name: string, value: XmlValue): string {
  if (value === undefined) return '';
  const inside = contents(value);
  return inside === '' ? `<${name}/>` : `<${name}>${inside}</${name}>`;
}

function contents(value: XmlValue): string {
  if (Array.isArray(value))
    return (value as readonly XmlValue[]).map((each) => element('item', each)).join('');
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([name, each]) => element(name, each))
      .join('');
  return escape(String(value));
}

const escape = (text: string): string =>
  text.replace(/[&<>]/g, (sign) => (sign === '&' ? '&amp;' : sign === '<' ? '&lt;' : '&gt;'));

export const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
