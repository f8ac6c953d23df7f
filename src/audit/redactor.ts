const MARK = '[redacted]';
/** A secret that is shorter would tear ordinary words apart. */
const SHORTEST = 6;
/** So much of a secret is told from chance where a text was cut off. */
const SHORTEST_BEGINNING = 4;
/**
 * What may stand between the parts of a secret that was wrapped, indented, or written as text within text within text: spaces, what
 * is invisible, and escapes, of which `\n` is no more than a line break.
 */
const GAPS = /\\[nrt]?|[\s\p{Cc}\p{Default_Ignorable_Code_Point}]/gu;
/** How a text that was cut says so. */
const CUT = '…';

/** Stands before stderr, MCP logging, errors and the audit: every secret that was ever resolved is replaced. */
export class Redactor {
  readonly #known = new Set<string>();
  /** As they may stand in a text, the longest first: one secret may begin another, whose end would otherwise stay. */
  #forms: readonly string[] = [];
  #exact: RegExp | undefined;
  /** The forms without gaps. */
  #dense: readonly string[] = [];
  #shortest = Infinity;

  /** Very short values are left alone. */
  add(secret: string): void {
    if (secret.length < SHORTEST || this.#known.has(secret)) return;
    this.#known.add(secret);
    this.#forms = [...new Set([...this.#forms, ...formsOf(secret)])].sort((a, b) => b.length - a.length);
    this.#exact = new RegExp(this.#forms.map(escape).join('|'), 'g');
    this.#dense = this.#forms.map((form) => form.replace(GAPS, '')).filter(longEnough);
    this.#shortest = Math.min(...[...this.#forms, ...this.#dense].map(({ length }) => length));
  }

  text(value: string): string {
    if (!this.#exact || (value.length < this.#shortest && !value.includes(CUT))) return value;
    const clean = this.#wrapped(value.replace(this.#exact, MARK));
    return clean.includes(CUT) ? clean.split(CUT).map(this.#withoutBeginning).join(CUT) : clean;
  }

  /** The same for every string in a JSON value, keys included. */
  json<T>(value: T): T {
    if (this.#known.size === 0) return value;
    return this.#walk(value) as T;
  }

  /** Replaces what is a secret but for line breaks, spaces and invisible characters in it. */
  #wrapped(value: string): string {
    const dense = value.replace(GAPS, '');
    if (dense.length === value.length) return value;
    return this.#dense.filter((form) => dense.includes(form)).reduce(replaceWrapped, value);
  }

  /** Of a text that was cut in the middle of a secret, the beginning of the secret is left: it goes too. */
  readonly #withoutBeginning = (part: string, index: number, parts: readonly string[]): string => {
    if (index === parts.length - 1) return part;
    const { dense, places } = thinned(part);
    const longest = Math.max(0, ...this.#dense.map((form) => beginningAtEnd(form, dense)));
    return longest === 0 ? part : part.slice(0, places[dense.length - longest]) + MARK;
  };

  #walk(value: unknown): unknown {
    if (typeof value === 'string') return this.text(value);
    if (Array.isArray(value)) return value.map((item) => this.#walk(item));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [this.text(key), this.#walk(item)] as const),
    );
  }
}

const longEnough = ({ length }: string): boolean => length >= SHORTEST;

/** A secret as headers, URLs, forms and base64 spell it. As JSON spells it, it has gaps. */
function formsOf(secret: string): readonly string[] {
  const url = encodeURIComponent(secret);
  const strict = url.replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  const urls = [url, strict, strict.replaceAll('%20', '+')];
  const small = urls.map((text) => text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()));
  const base64 = [
    Buffer.from(secret).toString('base64'),
    ...[0, 1, 2].map((shift) => base64At(secret, shift)),
  ];
  const safe = base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
  return [secret, ...urls, ...small, ...base64, ...safe].filter(longEnough);
}

/** The characters of base64 that are the secret's alone when it stands so many bytes (modulo 3) into what was encoded. */
function base64At(secret: string, shift: number): string {
  const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(secret)]);
  return bytes.toString('base64').slice(Math.ceil((shift * 8) / 6), Math.floor((bytes.length * 8) / 6));
}

/** How much of the beginning of a form ends the text. */
function beginningAtEnd(form: string, text: string): number {
  for (let length = Math.min(form.length - 1, text.length); length >= SHORTEST_BEGINNING; length--)
    if (text.endsWith(form.slice(0, length))) return length;
  return 0;
}

/** A text without its gaps, and where each of its characters was. */
function thinned(text: string): { readonly dense: string; readonly places: readonly number[] } {
  const places: number[] = [];
  let at = 0;
  for (const { 0: gap, index } of [...text.matchAll(GAPS), { 0: '', index: text.length }]) {
    for (; at < index; at++) places.push(at);
    at = index + gap.length;
  }
  return { dense: places.map((place) => text[place]).join(''), places };
}

/** Replaces a form in a text that has gaps; those in it go with it. */
function replaceWrapped(text: string, form: string): string {
  const { dense, places } = thinned(text);
  let clean = '';
  let rest = 0;
  for (let found = dense.indexOf(form); found >= 0; found = dense.indexOf(form, found + form.length)) {
    clean += text.slice(rest, places[found]) + MARK;
    rest = (places[found + form.length - 1] ?? text.length) + 1;
  }
  return clean + text.slice(rest);
}

const escape = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
