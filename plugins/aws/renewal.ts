import type { AwsAccount } from './accounts.js';
import type { en } from './words.js';

/** The command, with the profile where it is not the default one. */
const withProfile = (command: string, { profile }: AwsAccount): string =>
  profile === undefined ? `\`${command}\`` : `\`${command} --profile ${profile}\``;

/** How to get new credentials, when nothing is known but where the account's come from. */
export function renewal(account: AwsAccount, words: typeof en): string {
  if (account.key !== undefined) {
    return words.places(account.places.map(({ name }) => name));
  }
  return words.signInOrKeys(withProfile('aws sso login', account), withProfile('aws configure', account));
}

/** How to get new credentials, from what the SDK said when it found none. Its sentence is only recognized, never shown. */
export function renewalAfter(message: string, account: AwsAccount, words: typeof en): string {
  if (/multi-factor|MFA/.test(message)) return words.mfa;
  if (/SSO session|aws sso login/.test(message)) return words.run(withProfile('aws sso login', account));
  if (/aws login|re-?authenticate|login_session/i.test(message))
    return words.run(withProfile('aws login', account));
  if (account.profile !== undefined) {
    return words.profileThere(withProfile('aws sso login', account), withProfile('aws configure', account));
  }
  return words.setKeys;
}
