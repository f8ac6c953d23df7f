const count = (number: number, noun: string): string => `${String(number)} ${noun}${number === 1 ? '' : 's'}`;

/** What `mcm plugin validate` finds, and how it tells of it. */
export const lint = {
  // Where there is nothing to look at.
  nothingAt: (path: string) => `There is nothing at ${path}.`,
  neither: (path: string, endings: readonly string[]) =>
    `${path} is neither a folder with a package.json nor a file in TypeScript or JavaScript (${endings.join(', ')}). Unpack or install a tarball first.`,
  noManifest: (directory: string) =>
    `There is no package.json in ${directory}. Name the folder of a package, or the file of a plugin.`,
  manifestNotJson: (directory: string) => `The package.json in ${directory} is not JSON.`,
  manifestNotObject: (directory: string) => `The package.json in ${directory} is not an object.`,
  // How it is used.
  timeout: '--timeout is a whole number of seconds, 1 to 600.',
  with: `--with is one JSON object, such as '{"endpoint":"https://api.example.com"}'.`,
  // The report.
  severities: { error: 'error', warning: 'warning' },
  counts: (plugin: string, errors: number, warnings: number) =>
    `${plugin}: ${count(errors, 'error')}, ${count(warnings, 'warning')}`,
  lookedAt: (parts: readonly string[]) => `Looked at: ${parts.join(', ')}.`,
  importsOf: (files: number) => `the imports of ${count(files, 'file')}`,
  loading: (ms: number) => `loading (${String(ms)} ms), stdout and what stays open`,
  rules: {
    policy: (name: string) => `the policy ${name}`,
    middleware: (name: string) => `the middleware ${name}`,
  },
  plugin: (name: string) => `the plugin ${name}`,
  tools: (tools: number) => count(tools, 'tool'),
  provider: (abilities: string) => `a provider (${abilities})`,
  readingOnly: 'reading only',
  // Loading and building.
  late: {
    load: (seconds: number) => `it did not load within ${String(seconds)} s`,
    build: (seconds: number) => `it did not construct its classes within ${String(seconds)} s`,
    close: (seconds: number) => `it did not dispose what it had made within ${String(seconds)} s`,
  },
  ended: {
    load: (how: string) => `it ended the process while it was to load (${how})`,
    build: (how: string) => `it ended the process while it was to construct its classes (${how})`,
    close: (how: string) => `it ended the process while it was to dispose what it had made (${how})`,
  },
  exitCode: (code: string) => `exit code ${code}`,
  doesNotLoad: (why: string) => `it does not load: ${why}`,
  wrongOptions: (why: string) => `it does not take these options: ${why}`,
  needsOptions: (why: string) => `it needs options; give them with --with (${why})`,
  needsConfig: 'its config has to say more than can be made up; give one with --with',
  noKind:
    'its default export is neither what definePlugin returns, nor a policy or middleware, nor a function that returns one of those; write `export default definePlugin({ … })`',
  uncaught: (fault: string) =>
    `throws where nobody catches it: ${fault}; catch it, and report it when a tool is called`,
  notBuilt: (why: string) => `could not be built here, so that much of it was not looked at: ${why}`,
  // The plugin.
  apiVersion: (given: string, spoken: number) =>
    `is ${given}; this mcm speaks version ${String(spoken)} of the plugin API`,
  pluginName: (quoted: string) =>
    `is ${quoted}; it must be 1 to 32 lower-case letters, digits and hyphens, and start with a letter`,
  nameless: {
    policy: 'is missing; the audit names each policy that decides',
    middleware: 'is missing; the audit names each middleware that decides',
  },
  noFunction: 'is no function; mcm calls it for every call',
  zod3: 'has a schema made with zod 3; make it with zod 4',
  takenPlugin: (name: string) => `${name} is the name of a plugin of mcm; choose another`,
  takenTool: 'is a tool of mcm; choose another name',
  twice: 'is the name of two tools; rename one of them',
  // Its package.
  packageName: (quoted: string) =>
    `its name is ${quoted}; people look for mcm-plugin-NAME or @scope/mcm-plugin-NAME`,
  keyword: 'its keywords lack mcm-plugin, by which people find plugins',
  hostIsDependency: (host: string) =>
    `${host} is among its dependencies, which can bring a second copy; make it a peer dependency alone`,
  hostIsNoPeer: (host: string) =>
    `its peerDependencies lack ${host}, the range of versions that it works with`,
  entryMissing: (entry: string) =>
    `its entry ${entry} is not there; build it first, or name what is there in exports`,
  entryNotCompiled: (entry: string) =>
    `its entry ${entry} is TypeScript, which is not compiled in node_modules; compile it, and name the JavaScript`,
  entryUnpublished: (entry: string) =>
    `its entry ${entry} is outside of its files, so that it would not be published`,
  onlyForDevelopment: (name: string) =>
    `imports ${name}, which is only among the devDependencies: who installs the plugin does not get it; make it a dependency`,
  unlisted: (name: string) => `imports ${name}, which package.json does not list; make it a dependency`,
  // Its tools.
  toolName:
    'is not snake_case of 3 to 64 lower-case letters, digits and single underscores, like list_acme_servers',
  toolOfCloud: (cloud: string) =>
    `does not say which cloud it is about, and another plugin may want the name; put ${cloud} into it, like list_${cloud}_servers`,
  untold: {
    title: 'has no title; say in one or two short sentences what it does',
    description: 'has no description; say in one or two short sentences what it does',
    both: 'has no title and no description; say in one or two short sentences what it does',
  },
  longDescription: (length: number, most: number) =>
    `its description has ${String(length)} characters; say it in at most ${String(most)}`,
  parameterName: 'is not snake_case, as all parameters are',
  parameterUntold: 'has no description; add .describe() with a few words',
  anything: (place: string) =>
    `${place} can be anything, or is of a type that JSON does not have; give it a type`,
  access: (quoted: string) =>
    `has access ${quoted}; a @Tool has 'read', and what switches power is a @PowerTool`,
  forbidden: (verb: string) =>
    `is named for what no tool of mcm does: ${verb}; there is only reading and power`,
  readNamedForPower:
    'is named for a power action and declared with @Tool, which only reads; make it a @PowerTool',
  powerNotNamed:
    'switches power and is not named for it; begin its name with reboot, shutdown, power_on or power_off',
  namedForAnother: (named: readonly string[], does: string) =>
    `is named for ${named.join(', ')} and does ${does}`,
  noConfirmations: (missing: readonly string[]) =>
    `does not take ${missing.join(', ')}, so that nobody can confirm it; make its input with powerInput`,
  // Its provider.
  lacks: (parts: readonly string[]) => `lacks ${parts.join(', ')}, which mcm relies on`,
  noActions: 'has no list of actions; give an empty one where it only reads',
  strangeActions: (strange: readonly string[], known: readonly string[]) =>
    `has the actions ${strange.join(', ')}; mcm knows ${known.join(', ')}`,
  noPower: (actions: readonly string[]) => `has the actions ${actions.join(', ')} and no power() to do them`,
  undeclared: (actions: readonly string[]) =>
    `can ${actions.join(', ')}, and power declares no request for it; mcm would send nothing`,
  idle: (actions: readonly string[]) =>
    `does not have ${actions.join(', ')} among its actions, which power declares a request for`,
  cannot: (action: string, tool: string) =>
    `cannot ${action}, which the tool ${tool} is for; add it to actions`,
  noMetrics: (tool: string) =>
    `has no metrics(), so that get_instance_monitoring says there are none; ${tool} has some`,
  // Its manners.
  waits: (ms: number) => `waits ${String(ms)} ms while it is loaded; ask for nothing before a tool is called`,
  slow: (ms: number) =>
    `takes ${String(ms)} ms of processor time to load; import() what is heavy when it is first needed`,
  prints: (quoted: string) => `prints to stdout, which belongs to MCP: ${quoted}; use LOGGER`,
  leaves: (kinds: readonly string[]) =>
    `leaves open after it was taken down: ${kinds.join(', ')}; open it when it is needed, and close it in dispose()`,
};
