import type { InitComments } from '../locale/en/init-comments.js';
import type { FoundAccount } from './found.js';
import { quoted } from './quoted.js';

/** Where the credentials of an account are, and what is `missing` of them. */
export function originComment(
  { origin }: FoundAccount,
  missing: readonly string[],
  comments: InitComments,
): string {
  if (origin.kind === 'variables') return comments.variables(origin.parts.map(({ variable }) => variable));
  const [name, file] = [quoted(origin.name), quoted(origin.file)];
  switch (origin.kind) {
    case 'aws-profile':
      return comments.awsProfile(name, file);
    case 'doctl-context':
      return missing.length === 0 ? comments.doctlAsked(name) : comments.doctlContext(name, file, missing);
    case 'aliyun-profile':
      return comments.aliyunProfile(name, file, missing);
  }
}
