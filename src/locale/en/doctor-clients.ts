/** What `mcm doctor` says of the registrations with MCP clients. */
export const doctorClients = {
  unreadable: (file: string, why: string, client: string) =>
    `${file}: ${why}, so ${client} starts nothing from it.`,
  correctFile: 'Correct the file in an editor.',
  notRegistered: 'mcm is not registered with a client that it knows, neither for you nor in this directory.',
  attach:
    '`mcm install --client NAME` does it; NAME is claude-desktop, claude-code, cursor, vscode or codex.',
  starting: (clients: readonly string[]) => `starting mcm as ${clients.join(', ')} would`,
  entry: (client: string, name: string, file: string) => `${client}, ${name} in ${file}`,
  // What is not started.
  switchedOff: 'It is switched off there.',
  ofProject: 'Not started: the file lies in this directory, so anybody may have written it.',
  runWithProject: 'If you trust it, run `mcm doctor --project`.',
  onlyTheClient: (client: string, variables: readonly string[]) =>
    `Not started: only ${client} itself can fill in ${variables.join(', ')}.`,
  mayFetch: (command: string) => `Not started: ${command} may fetch the package, and --offline is given.`,
  noDirectory: (directory: string) => `It is to be started in ${directory}, which is no directory.`,
  correctCwd: 'Correct `cwd` in the entry.',
  noEnvFile: (file: string) => `Its envFile ${file} cannot be read.`,
  correctEnvFile: 'Correct `envFile` in the entry.',
  notFound: (command: string) => `The command ${command} is not found.`,
  notOnPath: (command: string) => `The command ${command} is not found on the PATH that a client passes on.`,
  wholePathNotNvm:
    'Name the program by its whole path in the entry: version managers such as nvm change PATH for terminals only.',
  inItsEntry: 'In its entry',
  // What came of starting it.
  works: (tools: number) => `It starts and has ${String(tools)} ${tools === 1 ? 'tool' : 'tools'}.`,
  worksHere: (tools: number, client: string, command: string, file: string) =>
    `It starts and has ${String(tools)} ${tools === 1 ? 'tool' : 'tools'} here; but ${client} is started from the desktop and may not find ${command}, which your terminal has from ${file}.`,
  wholePath: 'Name the program by its whole path in the entry.',
  noise: (line: string) => `It prints to stdout, where only MCP may be: ${line}`,
  nothingAround:
    'Start mcm itself, and nothing around it that prints: no `npm run`, no shell profile with an echo.',
  refused: (message: string) => `It answers with an error: ${message}`,
  runDoctor: 'Run the same command in a terminal with `doctor` in place of `serve`.',
  exited: (code: number) => `It ends with exit code ${String(code)} before it has listed its tools.`,
  killed: (signal: string) => `It ends by ${signal} before it has listed its tools.`,
  asItSays:
    'Do what it says; the same command with `doctor` in place of `serve` says more. A client passes on few variables: use --env-file, or `env` in the entry.',
  late: (seconds: number) => `It has not listed its tools within ${String(seconds)} s.`,
  installOnce:
    'Run the same command in a terminal. Where npx fetches the package first, install it once instead.',
  cannotStart: (file: string, code: string) => `${file} cannot be started (${code}).`,
  unknownError: 'unknown error',
  mayRun: 'Name a program in the entry that your user may run.',
};
