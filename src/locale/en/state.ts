/** What the state that processes share says. */
export const state = {
  restless: 'The state that processes share did not come to rest. Try again.',
  notOurs: (key: string) =>
    `What the shared state holds under ${key} is not what mcm writes there, so power actions are refused. Look at who wrote it, then remove it.`,
  unusable:
    'The state that mcm processes share cannot be used, so power actions are refused. Nothing was done.',
  // The state directory.
  othersWrite: (directory: string) =>
    `Others may write to the state directory ${directory}, so they could decide what is trusted and approved. Run \`chmod go-w\` on it, or set MCM_STATE_DIR to a directory of your own.`,
  directoryMode: (directory: string, mode: string) =>
    `The state directory ${directory} has mode ${mode}, so others may use it; mcm needs 0700. If nobody changed it, run \`chmod 700\` on it; else remove it.`,
  directoryIsLink: (directory: string) =>
    `The state directory ${directory} is a symbolic link; mcm needs a real directory. Set MCM_STATE_DIR to a directory of your own.`,
  notADirectory: (directory: string) =>
    `The state directory ${directory} is not a directory. Set MCM_STATE_DIR to a directory of your own.`,
  directoryOfOther: (directory: string) =>
    `The state directory ${directory} belongs to another user. Set MCM_STATE_DIR to a directory of your own.`,
  directoryUnusable: (directory: string, code: string | undefined) =>
    `The state directory ${directory} cannot be used (${code ?? 'unknown error'}). Make it writable, or set MCM_STATE_DIR.`,
  directoryNotMade: (directory: string) =>
    `The state directory ${directory} cannot be made. Look at what is there, and remove it.`,
  entryGone: (directory: string) =>
    `The state directory ${directory} names an entry that is not there. Remove it.`,
  noOneEntry: (directory: string) =>
    `The state directory ${directory} does not name one entry, as mcm left it. Remove it.`,
  notMade: (path: string) => `mcm did not make ${path}. Remove it.`,
  // A file in it.
  fileIsLink: (path: string) =>
    `The state file ${path} is a symbolic link; mcm needs a file of its own. Look at who put it there, and remove it.`,
  notAFile: (path: string) =>
    `The state file ${path} is not a regular file; mcm needs a file of its own. Look at who put it there, and remove it.`,
  fileUnusable: (path: string, code: string | undefined) =>
    `The state file ${path} cannot be opened (${code ?? 'unknown error'}). Make it readable and writable for your user.`,
  fileOfOther: (path: string) =>
    `The state file ${path} belongs to another user; mcm uses files of its own user only. Look at who put it there, and remove it.`,
  fileMode: (path: string, mode: string) =>
    `The state file ${path} has mode ${mode}, so others may use it; mcm needs 0600. If nobody changed it, run \`chmod 600\` on it; else remove it.`,
  foreign: (path: string) => `The state file ${path} does not hold what mcm writes there. Remove it.`,
};
