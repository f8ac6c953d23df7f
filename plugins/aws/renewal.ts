import type { AwsAccount } from './accounts.js';

/** The command, with the profile where it is not the default one. */
const withProfile = (command: string, { profile }: AwsAccount): string =>
  profile === undefined ? `\`${command}\`` : `\`${command} --profile ${profile}\``;

/** How to get new credentials, when nothing is known but where the account's come from. */
export function renewal(account: AwsAccount): string {
  if (account.key !== undefined) {
    const places = account.places.map(({ name }) => name).join(', ');
    return `Put new ones where these come from: ${places}. A variable is read when mcm starts, a file or program each time.`;
  }
  return `Run ${withProfile('aws sso login', account)} for a single sign-on, or ${withProfile('aws configure', account)} for new keys; mcm need not be started again.`;
}

/** How to get new credentials, from what the SDK said when it found none. Its sentence is only recognized, never shown. */
export function renewalAfter(message: string, account: AwsAccount): string {
  const again = 'mcm need not be started again.';
  if (/multi-factor|MFA/.test(message)) {
    return 'The profile asks for a multi-factor code, which mcm cannot ask for: use a profile without mfa_serial, or temporary keys.';
  }
  if (/SSO session|aws sso login/.test(message))
    return `Run ${withProfile('aws sso login', account)}; ${again}`;
  if (/aws login|re-?authenticate|login_session/i.test(message))
    return `Run ${withProfile('aws login', account)}; ${again}`;
  if (account.profile !== undefined) {
    return `Is the profile in the shared config file? Run ${withProfile('aws sso login', account)} for a single sign-on, or ${withProfile('aws configure', account)} for keys; ${again}`;
  }
  return 'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or run `aws configure`.';
}
