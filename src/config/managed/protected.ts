import type { Stats } from 'node:fs';
import { lstat, realpath } from 'node:fs/promises';
import path from 'node:path';
import { ConfigError } from '../error.js';
import { config as configWords } from '../../locale/en/config.js';
import { say } from '../../locale/words.js';

/** Who has to own what users must not change: a user id, 0 on any real machine; undefined on Windows, where access lists do that. */
export type Owner = number | undefined;

type Words = typeof configWords;

const OTHERS_WRITE = 0o022;
const STICKY = 0o1000;

/**
 * Throws unless nobody but the owner can put another file in the place of this one: it, every directory above it, and what symbolic
 * links on the way lead to belong to the owner and cannot be written by others. A sticky directory, like /tmp, is as good: what the
 * owner has in there stays.
 */
export async function checkProtected(file: string, owner: Owner): Promise<void> {
  if (owner === undefined) return;
  await checkWay(path.resolve(file), owner);
  await checkWay(await realpath(file), owner);
}

async function checkWay(file: string, owner: number): Promise<void> {
  for (let at = file; ; at = path.dirname(at)) {
    const found = await lstat(at);
    const fault = faultOf(found, owner);
    if (fault !== undefined)
      throw new ConfigError(
        say(configWords, (words) => {
          const place = at === file ? at : `${file}: ${at}`;
          return words.unprotected(place, fault(words), nameOf(owner, words));
        }),
      );
    if (path.dirname(at) === at) return;
  }
}

function faultOf({ uid, mode }: Stats, owner: number): ((words: Words) => string) | undefined {
  // The directories above may be root's where the owner is somebody else.
  if (uid !== owner && uid !== 0) return (words) => words.ownedBy(uid, nameOf(owner, words));
  // The mode of a link says nothing; what it leads to is looked at by itself.
  const isLink = (mode & 0o170000) === 0o120000;
  const isSticky = (mode & 0o170000) === 0o040000 && (mode & STICKY) !== 0;
  if (isLink || isSticky || (mode & OTHERS_WRITE) === 0) return undefined;
  const octal = (mode & 0o7777).toString(8).padStart(4, '0');
  return (words) => words.writable(octal);
}

const nameOf = (owner: number, words: Words): string => (owner === 0 ? words.root : words.user(owner));
