/** What `mcm plugin create`, `add`, `list` and `remove` say, and why a package is not installed. */
export const plugins = {
  // Creating one.
  nameAlone: (name: string) => `NAME is ${name} alone: the package is called mcm-plugin-${name} by itself.`,
  badName: (quoted: string) =>
    `NAME must be 1 to 32 lower-case letters, digits and single hyphens, and start with a letter, like acme-cloud; it is ${quoted}.`,
  builtinName: (name: string) => `${name} is the name of a built-in plugin; choose another.`,
  unusable: (directory: string, code: string) => `${directory} cannot be used: ${code}.`,
  unreadable: (directory: string) => `${directory} cannot be used: it cannot be read.`,
  notEmpty: (directory: string) =>
    `${directory} is not empty. Name one that is, or that does not exist, with --dir; nothing was written.`,
  unwritten: (directory: string, code: string) =>
    `${directory} could not be written (${code}); nothing was left behind.`,
  created: (name: string, files: number, place: string) =>
    `mcm-plugin-${name} is in ${place}: ${String(files)} files. Next:`,
  createdHere: (name: string, files: number) =>
    `mcm-plugin-${name} is in this directory: ${String(files)} files. Next:`,
  decide: 'Comments with DECIDE mark what is yours to decide; README.md says what is where.',
  // Adding one.
  nothingAt: (path: string) => `There is no ${path}.`,
  notAddable: (quoted: string) =>
    `${quoted} is not what can be added: an npm package (NAME or NAME@VERSION), a tarball (./NAME.tgz) or a folder (./NAME).`,
  policyAdded: (name: string, version: string, before: string | undefined) =>
    `${name} ${version} is installed${before === undefined ? '' : ` in the place of ${before}`}: a policy.`,
  pluginAdded: (name: string, version: string, before: string | undefined, plugin: string) =>
    `${name} ${version} is installed${before === undefined ? '' : ` in the place of ${before}`}: the plugin ${plugin}.`,
  usedFrom: (name: string, list: string) =>
    `A config that names ${name} under ${list} uses it from its next start on.`,
  cannotBeUsed: (name: string, reason: string) => `${name} cannot be used: ${reason}`,
  late: (seconds: number) => `it did not load within ${String(seconds)} s`,
  ended: (code: string) => `it ended the process when it was loaded (exit code ${code})`,
  silent: 'it did not say what it is',
  changesItself: (name: string) =>
    `${name} changes its own files when it is loaded; mcm would refuse it then.`,
  takenByMcm: (name: string, taken: string) =>
    `${name} calls itself ${taken}, which is a plugin that comes with mcm.`,
  takenBy: (name: string, taken: string, other: string) =>
    `${name} calls itself ${taken}, as ${other} does, which is installed. Remove that first: mcm plugin remove ${other}`,
  busy: (pid: number) =>
    `Another mcm plugin add or remove is at work (process ${String(pid)}); try again when it has ended.`,
  npmSaidNothing: (spec: string) => `npm did not say what it installed for ${spec}.`,
  link: (path: string) =>
    `It brings a symbolic link, ${path}; mcm keeps only what it can check. Pack it with \`npm pack\`, and add the tarball.`,
  noNpm:
    'npm was not found, and mcm installs plugins with it. Install the npm that comes with Node.js, or put it on the PATH.',
  npmDidNotStart: (message: string) => `npm could not be started: ${message}`,
  npmFailed: 'npm could not install it:',
  nothingChanged: 'Nothing was changed.',
  // Listing and removing.
  notInstalled: (name: string, directory: string) =>
    `${name} is not installed in ${directory}. mcm plugin list shows what is.`,
  nothingInstalled: (directory: string) => `Nothing is installed in ${directory}.`,
  aPolicy: 'policy',
  aPlugin: (name: string) => `plugin ${name}`,
  states: { ok: 'ok', changed: 'changed', missing: 'missing' },
  inConfig: 'in the config',
  notInConfig: 'not in the config',
  notLoaded: {
    missing: (name: string, from: string) =>
      `${name} is not loaded: its files are gone. Install it again: mcm plugin add ${from}`,
    changed: (name: string, from: string) =>
      `${name} is not loaded: its files have changed. Install it again: mcm plugin add ${from}`,
  },
  configUnread: (reason: string) => `the config could not be read: ${reason}`,
  untrusted: (file: string) => `${file} is not trusted`,
  removed: (name: string, version: string) => `${name} ${version} is removed.`,
  theConfig: 'The config',
  stillNamed: {
    plugin: (file: string, name: string) =>
      `${file} still names ${name}: take it out, or each start warns that it is missing.`,
    policy: (file: string, name: string) =>
      `${file} still names ${name}: take it out, or mcm does not start.`,
  },
  lockNotOurs: (file: string) =>
    `${file} is not what mcm wrote there. Remove it, and add the plugins again with \`mcm plugin add\`.`,
};
