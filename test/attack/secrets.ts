import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A piece of a secret that is long enough to be no coincidence. */
const PIECE = 8;

/** A secret of its own for every kind, always the same, with all characters that URLs, JSON and shells trip over. */
export function secretOf(kind: string): string {
  const random = createHash('sha256').update(kind).digest('hex');
  return (
    Array.from(`/+="\\%&'`, (sign, index) => random.slice(index * 5, index * 5 + 5) + sign).join('') +
    random.slice(40, 45)
  );
}

/** The same, of letters and digits. */
export const plainSecretOf = (kind: string): string =>
  createHash('sha256').update(`plain ${kind}`).digest('hex').slice(0, 40);

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** A secret in every spelling in which a cloud, a proxy or a library may give it back. */
export function spellings(secret: string): readonly string[] {
  const half = Math.floor(secret.length / 2);
  return [
    secret,
    encodeURIComponent(secret),
    lowerEscapes(encodeURIComponent(secret)),
    JSON.stringify(secret),
    JSON.stringify(JSON.stringify({ authorization: `Bearer ${secret}` })),
    base64(secret),
    `Basic ${base64(`user:${secret}`)}`,
    `Basic ${base64(`an-account:${secret}`)}`,
    Buffer.from(`u:${secret}`).toString('base64url'),
    `${secret.slice(0, half)}\n${secret.slice(half)}`,
    `${secret.slice(0, half)}\r\n    ${secret.slice(half)}`,
    `${base64(secret).slice(0, 10)}\n${base64(secret).slice(10)}`,
    Array.from(secret).join('\u200b'),
  ];
}

const lowerEscapes = (text: string): string => text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());

/** What is left of a text when everything is taken out of it that only separates: spaces, line breaks, escapes, invisible characters. */
const dense = (text: string): string =>
  text.replace(/\\+[nrtu"]|[\s"\p{Cc}\p{Default_Ignorable_Code_Point}]/gu, '');

/** Looks for secrets, whole or in part, in what a program let out. */
export class Canaries {
  readonly #pieces = new Map<string, string>();

  constructor(secrets: Readonly<Record<string, string>>) {
    for (const [kind, secret] of Object.entries(secrets)) {
      const shifted = [0, 1, 2].map((shift) => base64(`${'x'.repeat(shift)}${secret}`).slice(4, -4));
      const forms = [secret, encodeURIComponent(secret), lowerEscapes(encodeURIComponent(secret))];
      const safe = shifted.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
      for (const form of [...forms, ...forms.map(dense), ...shifted, ...safe])
        for (let at = 0; at + PIECE <= form.length; at++) this.#pieces.set(form.slice(at, at + PIECE), kind);
    }
  }

  /** The kinds of the secrets that are in the text. */
  in(text: string): readonly string[] {
    const seen = new Set<string>();
    for (const each of [text, dense(text)])
      for (let at = 0; at + PIECE <= each.length; at++) {
        const kind = this.#pieces.get(each.slice(at, at + PIECE));
        if (kind !== undefined) seen.add(kind);
      }
    return [...seen];
  }
}

/** Every file below a directory, with what is in it. */
export async function filesBelow(directory: string): Promise<readonly { path: string; text: string }[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const path = join(entry.parentPath, entry.name);
        return { path, text: await readFile(path, 'utf8') };
      }),
  );
}
