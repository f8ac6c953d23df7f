const unknown = 'unknown error';

/** What keeps a start from going on: the config, managed configs, what they name. */
export const config = {
  // Finding it.
  cannotLookAt: (path: string, code: string | undefined) =>
    `${path} cannot be looked at (${code ?? unknown}).`,
  noFile: (path: string, from: string) => `There is no config file ${path} (from ${from}).`,
  isDirectory: (path: string, from: string) =>
    `${path} (from ${from}) is a directory; name the file in it, or use --config-dir.`,
  noConfigFile: (path: string, from: string, endings: readonly string[]) =>
    `${path} (from ${from}) is no config file: its name must end in ${endings.join(', ')}.`,
  notBoth: 'Give --config or --config-dir, not both.',
  noDirectory: (directory: string) => `There is no directory ${directory} (from --config-dir).`,
  noEnvFile: (file: string) => `There is no env file ${file}.`,
  envFileUnreadable: (file: string, code: string | undefined) =>
    `The env file ${file} cannot be read (${code ?? unknown}).`,
  severalConfigs: (directory: string, used: string, ignored: readonly string[]) =>
    `${directory} has more than one config: ${used} is used, ${ignored.join(', ')} ${ignored.length === 1 ? 'is' : 'are'} not.`,
  lookingFurther: (directory: string, name: string) =>
    `${directory} (from --config-dir) has no ${name} or other config; looking further.`,
  notTrusted: (file: string, command: string) =>
    `${file} was not loaded, because nobody has said that it is trusted; mcm is read-only. Look at the file, then run \`${command}\` in that directory, or name it with --config.`,
  noToolLike: (pattern: string) => `tools: no tool is called ${pattern}`,
  pluginNotLoaded: (name: string, reason: string) => `The plugin ${name} did not load: ${reason}`,
  // Reading it.
  unreadable: (file: string, reason: string) => `${file} cannot be read (${reason}).`,
  notJson: (place: string) => `${place}: not valid JSON.`,
  notYaml: (place: string, reason: string) => `${place}: not valid YAML: ${reason}.`,
  missingImport: (file: string, reason: string) =>
    `${file}: it imports something that is not there: ${reason}`,
  codeFailed: (file: string) => `${file}: it failed while it ran`,
  noImportKey: (file: string) =>
    `${file}: $import: not supported; use import in a config in TypeScript or JavaScript.`,
  // Variables.
  localeIs: (value: string, locales: readonly string[]) =>
    `MCM_LOCALE is ${value}; expected ${locales.join(' or ')}.`,
  readOnlyIs: (value: string) => `MCM_READ_ONLY is true or false, not ${value}.`,
  // A managed config.
  codeFile: (file: string, by: string) =>
    `${file} is a config in code, and ${by} allows no code but the plugins that it lists. Write the config in JSON or YAML.`,
  codeProgram: (by: string) =>
    `The config of this program is code, and ${by} allows no code but the plugins that it lists. Start mcm itself, with a config in JSON or YAML.`,
  severalManaged: (files: readonly string[]) =>
    `There are ${files.join(' and ')}. mcm does not start; leave one of them.`,
  managedName: (value: string) =>
    `MCM_MANAGED_CONFIG must be an absolute path that ends in .json or .yaml, not ${value}.`,
  managedUnreadable: (file: string, code: string | undefined) =>
    `The managed config ${file} cannot be read (${code ?? unknown}). mcm does not start without it; let your user read it.`,
  root: 'root',
  user: (id: number) => `the user ${String(id)}`,
  ownedBy: (uid: number, owner: string) => `belongs to the user ${String(uid)} and not to ${owner}`,
  writable: (mode: string) => `can be written by others (mode ${mode})`,
  unprotected: (place: string, fault: string, owner: string) =>
    `${place} ${fault}, so what stands in a managed config could be changed by those it is for. mcm does not start; let ${owner} own it, and nobody else write to it.`,
  // What it names.
  takesNoConfig: (plugin: string) => `${plugin} takes no config; leave this out`,
  policyNotLoaded: (place: string, use: string, reason: string) =>
    `${place}: ${use} could not be loaded: ${reason}. mcm does not start without a policy that it was told to apply.`,
  thereAre: (names: readonly string[]) => `there are ${names.join(', ')}`,
  noneHere: 'no plugin here has one',
  noSuch: (setting: string, what: string, name: string, there: string) =>
    `${setting}: there is no ${what} ${name}; ${there}.`,
  notLoaded: (plugin: string, reason: string) =>
    ` The plugin ${plugin} did not load: ${reason.replace(/\.$/, '')}.`,
};
