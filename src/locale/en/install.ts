/** What is said of MCP clients, their files and what is written there. */
export const install = {
  clients: (known: readonly string[], given: string | undefined) =>
    `--client is one of ${known.join(', ')}${given === undefined ? '' : `, not ${given}`}.`,
  replaceIsTheName: '--replace NAME takes over that name; leave --name out.',
  unknownPlace: 'mcm does not know where it lies; start it by its path.',
  asItIs: 'as it is already',
  written: (backup: string | undefined) =>
    `Written.${backup === undefined ? '' : ` What it was is in ${backup}.`}`,
  next: (client: string) => `next: Restart ${client}; \`mcm doctor\` tries what it will start.`,
  unreadable: (file: string, why: string) => `${file}: ${why}. Nothing was written.`,
  unchanged: (file: string, why: string) => `${file} was not changed: ${why}.`,
  // Why an entry is not written.
  otherServer: (file: string, quoted: string, name: string) =>
    `${file} has a server ${quoted} that is not mcm. Choose another name with --name, or take its place with --replace ${name}.`,
  noSuchServer: (file: string, quoted: string) => `${file} has no server ${quoted} that could be replaced.`,
  strange: (entry: string) => `${entry} is written in a way that mcm does not change`,
  // Why a file cannot be read.
  cannotBeRead: (code: string) => `it cannot be read (${code})`,
  failed: 'it cannot be read (unknown error)',
  notOneObject: 'it is not one object',
  notJson: (line: number, column: number) =>
    `it is not valid JSON (line ${String(line)}, column ${String(column)})`,
  notToml: (line: number, column: number) =>
    `it is not valid TOML (line ${String(line)}, column ${String(column)})`,
};
