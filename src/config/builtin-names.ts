/** The short names of the plugins that come with the package; all of them are on when no config says otherwise. */
export const BUILTIN_NAMES = ['aws', 'digitalocean', 'vultr', 'alibaba'] as const;
