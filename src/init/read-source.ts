import { readFile, stat } from 'node:fs/promises';
import type { Text } from 'multi-cloud-manager/plugin';
import { errorCode } from '../config/error.js';
import { init } from '../locale/en/init.js';
import { say } from '../locale/words.js';
import type { UnreadableSource } from './found.js';

/** More than any of these files has. */
const LONGEST = 1024 * 1024;

/** What was read of a file by `names`; undefined where there is no such file. */
export async function readSource<T>(
  file: string,
  names: (text: string) => T | Promise<T>,
): Promise<{ readonly found: T } | { readonly unreadable: UnreadableSource } | undefined> {
  const refuse = (why: Text) => ({ unreadable: { file, why } });
  let text: string;
  try {
    const found = await stat(file);
    // A pipe would never end.
    if (!found.isFile()) return refuse(say(init, (words) => words.noFile));
    if (found.size > LONGEST) return refuse(say(init, (words) => words.tooLong));
    text = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    return refuse(say(init, (words) => words.notRead(code)));
  }
  try {
    return { found: await names(text) };
  } catch {
    // The parser's own words would quote the file.
    return refuse(say(init, (words) => words.notUnderstood));
  }
}
