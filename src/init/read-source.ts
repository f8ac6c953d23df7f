import { readFile, stat } from 'node:fs/promises';
import { errorCode } from '../config/error.js';
import type { UnreadableSource } from './found.js';
import { init } from './words.js';

/** More than any of these files has. */
const LONGEST = 1024 * 1024;

/** What was read of a file by `names`; undefined where there is no such file. */
export async function readSource<T>(
  file: string,
  names: (text: string) => T | Promise<T>,
): Promise<{ readonly found: T } | { readonly unreadable: UnreadableSource } | undefined> {
  const refuse = (why: string) => ({ unreadable: { file, why } });
  let text: string;
  try {
    const found = await stat(file);
    // A pipe would never end.
    if (!found.isFile()) return refuse(init.noFile);
    if (found.size > LONGEST) return refuse(init.tooLong);
    text = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    const code = errorCode(error);
    return code === 'ENOENT' || code === 'ENOTDIR' ? undefined : refuse(init.notRead(code));
  }
  try {
    return { found: await names(text) };
  } catch {
    // The parser's own words would quote the file.
    return refuse(init.notUnderstood);
  }
}
