import type { FoundAccount, Origin } from '../../init/found.js';
import { quoted } from '../../init/quoted.js';
import type { InitWords } from '../../locale/en/init.js';

/** What was found of an account: its variables, or what its tool calls it. */
export function whatOf(origin: Origin, words: InitWords): string {
  switch (origin.kind) {
    case 'variables':
      return words.list(origin.parts.map(({ variable }) => variable));
    case 'aws-profile':
      return words.profile(quoted(origin.name));
    case 'doctl-context':
      return words.doctlContext(quoted(origin.name));
    case 'aliyun-profile':
      return words.aliyunProfile(quoted(origin.name));
  }
}

/** Where it was found, and why mcm cannot take it from there where that is so. */
export function whereOf({ origin, ready }: FoundAccount, words: InitWords): string {
  if (origin.kind === 'variables')
    return words.list([...new Set(origin.parts.map(({ file }) => file ?? words.thisTerminal))]);
  if (ready) return origin.file;
  return origin.kind === 'doctl-context'
    ? words.withoutDoctl(origin.file)
    : words.aliyunHandsNoKey(origin.file);
}
