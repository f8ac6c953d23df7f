type Env = Readonly<Record<string, string | undefined>>;

/** What MCP clients let a server inherit, as the MCP SDK has it; everything else stands in the entry, or is not there. */
const INHERITED = {
  windows: [
    ...['APPDATA', 'HOMEDRIVE', 'HOMEPATH', 'LOCALAPPDATA', 'PATH', 'PROCESSOR_ARCHITECTURE'],
    ...['SYSTEMDRIVE', 'SYSTEMROOT', 'TEMP', 'USERNAME', 'USERPROFILE', 'PROGRAMFILES'],
  ],
  posix: ['HOME', 'LOGNAME', 'PATH', 'SHELL', 'TERM', 'USER'],
};

/** The bare environment that a client gives a server, before what the entry adds. */
export function inheritedEnvironment(env: Env, platform: NodeJS.Platform): Readonly<Record<string, string>> {
  const names = platform === 'win32' ? INHERITED.windows : INHERITED.posix;
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = env[name];
      return value === undefined || value.startsWith('()') ? [] : [[name, value] as const];
    }),
  );
}
