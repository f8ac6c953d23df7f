/** Why a plugin or a policy does not load, to stand behind "did not load: ". */
export const loading = {
  // Finding it.
  notFound: (name: string, directory: string) =>
    `there is no built-in, no plugin from \`mcm plugin add\`, and no npm package that can be found from ${directory}, called ${name}; a file's path starts with ./ or ../`,
  noFile: (path: string) => `there is no file ${path}`,
  nothingToImport: (name: string) => `the package ${name} has nothing to import`,
  filesGone: (name: string, from: string) =>
    `the files of ${name} are gone, so it was not loaded; install it again: mcm plugin add ${from}`,
  filesChanged: (name: string, from: string) =>
    `the files of ${name} are not those that were installed, so it was not loaded; install it again: mcm plugin add ${from}`,
  ambiguous: (name: string, packageName: string, path: string) =>
    `${name} means two packages: ${packageName}, which mcm plugin add installed, and the one at ${path}; `,
  removeOne: (packageName: string) => `remove one of them (mcm plugin remove ${packageName})`,
  writeFirst: (packageName: string) => `write ${packageName} for the first`,
  // A managed config.
  notAllowed: (file: string, fault: string) => `the managed config ${file} does not allow it: ${fault}`,
  notOnList: 'it is not on its list',
  and: (faults: readonly string[]) => faults.join(', and '),
  builtinIntegrity: 'what is built in has no integrity of its own',
  fileIntegrity: 'a file has no version and no integrity',
  noPackageJson: 'the package.json that it belongs to cannot be read',
  otherVersion: (own: string, allowed: string) => `its version is ${own}, and allowed is ${allowed}`,
  otherIntegrity: (own: string, allowed: string) => `its integrity is ${own}, and allowed is ${allowed}`,
  // What it is.
  late: (seconds: number) => `it did not load within ${String(seconds)} s`,
  noPlugin: 'its default export is not what definePlugin returns; write `export default definePlugin({ … })`',
  noPolicy: 'its default export is neither a policy or middleware nor a function that returns one',
  nothingKnown:
    'its default export is neither a plugin, nor a policy or middleware, nor a function that returns one of these two',
  name: 'its name must be 1 to 32 lower-case letters, digits and hyphens, and start with a letter',
  nameTaken: (name: string, other: string) =>
    `its name ${name} is taken by ${other}; leave one of the two out of the config`,
  updateMcm: (its: string, ours: string) =>
    `it was written for version ${its} of the plugin API and this mcm speaks version ${ours}: update mcm`,
  updatePlugin: (its: string, ours: string) =>
    `it was written for version ${its} of the plugin API and this mcm speaks version ${ours}: update the plugin, or ask its author to`,
  zod3Config: 'its config schema was made with zod 3; mcm needs zod 4',
  // What it declares to send.
  postsBeside:
    'it declares posts beside a provider or tools; posts are for a plugin that fills ports, such as an audit sink, and has nothing else',
  noPosts: 'it injects POSTS and declares no posts',
  postPath: (name: string) => `its post ${name} must be a plain path below the end point, such as /records`,
  itsLogin: (fault: string) => `its login ${fault}`,
  login: {
    unknownKey: (key: string) => `has ${key}, which no login has`,
    path: 'must have a plain path below the API',
    word: (words: readonly string[]) => `must have a path that says that it is one: ${words.join(', ')}`,
    foreign: (word: string) => `says ${word}, which is not about logging in`,
    power: 'goes to the path of a power request',
    body: 'must have a schema of zod 4 for its body',
    header: 'must have the name of a header as its tokenHeader',
  },
  // Its tools.
  noMethod: (tool: string, method: string) => `${tool}: ${method} is not a method`,
  toolTaken: (tool: string, plugin: string) =>
    `its tool ${tool} is already offered by the plugin ${plugin}; rename one of the two`,
  toolName: (name: string) =>
    `its tool name ${name} must be 3 to 64 lower-case letters, digits and underscores`,
  zod3Tool: (tool: string) => `its tool ${tool} has a schema made with zod 3; mcm needs zod 4`,
  access: (tool: string, access: string) =>
    `its tool ${tool} has the access ${access}; there is only 'read', and @PowerTool`,
  toolLacks: (tool: string, field: string) => `its tool ${tool} has no ${field}`,
  // What it fills ports with.
  portName: (what: string, name: string | undefined) =>
    `its ${what} must have a name of 1 to 32 lower-case letters, digits and hyphens that starts with a letter, not ${name ?? 'none'}`,
  portTaken: (what: string, name: string, other: string) =>
    `its ${what} ${name} is already offered by ${other}; rename one of the two`,
  portLacks: (what: string, name: string, method: string) => `its ${what} ${name} has no method ${method}`,
  level: (name: string, level: string, levels: readonly string[]) =>
    `its confirmer ${name} has the level ${level}; there are ${levels.join(' and ')}`,
};
