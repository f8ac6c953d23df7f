/** The short names of the plugins that come with the package; all of them are on when no config says otherwise. */
export const BUILTIN_NAMES = ['aws', 'digitalocean', 'vultr', 'alibaba'] as const;

/** The short names of the policies that come with the package; none of them is on unless the config says so. */
export const BUILTIN_POLICY_NAMES = [
  'allow-targets',
  'change-window',
  'deny-targets',
  'max-actions',
  'require-human',
  'require-reason',
] as const;
