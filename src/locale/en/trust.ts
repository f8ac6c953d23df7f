/** What `mcm trust` says. */
export const trust = {
  nothingHere: (directory: string) =>
    `There is no mcm.config.* in ${directory}. Run this where the config is, or name the file.`,
  cannotBeRead: (file: string) => `${file} cannot be read.`,
  noLonger: (file: string) => `${file} is no longer trusted.`,
  wasNot: (file: string) => `${file} was not trusted.`,
  trusted: (file: string) =>
    `${file} is trusted as it is now, with the local files that it uses. When one of them changes, say it again.`,
};
