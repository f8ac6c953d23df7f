const list = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
const numbered = (names: readonly string[]): string =>
  names.map((name, index) => `${String(index + 1)} ${name}`).join(', ');
const count = (number: number, one: string, many = `${one}s`): string =>
  `${String(number)} ${number === 1 ? one : many}`;

const asWell = (envFile: string): string => `into ${envFile} as well`;
const newFile = (envFile: string, config: string): string =>
  `into a file that only you can read, NAME=value on each line (\`touch ${envFile} && chmod 600 ${envFile}\` makes one), and take the comment mark from envFile in ${config}`;
const carried = (variables: readonly string[], into: string): string =>
  `${list(variables)} ${variables.length === 1 ? 'is' : 'are'} set in this terminal, and an MCP client hands on little of that. Put ${variables.length === 1 ? 'it' : 'them'} ${into}.`;

/** Everything that `mcm init` says to a person, but for the comments in the config (init-comments.ts) and `mcm --help`. */
export const init = {
  // Wrong use. What a person gave comes in quotes.
  noTerminal:
    'mcm init asks questions at a terminal, and its input or output is none. Say it with options: --cloud aws,digitalocean,vultr,alibaba names the clouds, --yes takes every one that is found; --account CLOUD/NAME, --env-file FILE, --config FILE, --format yaml|ts, --read-only, --offline, --trust and --print say the rest.',
  unknownCloud: (given: string, known: readonly string[]) =>
    `--cloud is one of ${known.join(', ')}, not ${given}.`,
  unknownFormat: (given: string, known: readonly string[]) =>
    `--format is ${known.join(' or ')}, not ${given}.`,
  unknownAccount: (given: string, known: readonly string[]) =>
    `--account ${given} is none of those that were found: ${known.join(', ')}.`,
  noAccount: (given: string) => `--account ${given} is none of those that were found; none was.`,
  accountOfOther: (given: string) => `--account ${given} is of a cloud that --cloud does not name.`,
  notAFormat: (file: string, endings: readonly string[]) =>
    `${file} cannot be written: its name must end in ${endings.join(', ')}. Name another file with --config.`,
  otherFormat: (file: string, format: string) => `--format ${format} does not fit the name ${file}.`,
  isDirectory: (file: string) => `${file} is a directory; name the file in it with --config.`,
  nothingFound:
    '--yes takes what is found, and nothing was. Name the clouds with --cloud, and set their variables afterwards.',
  noEnvFile: (file: string) => `There is no env file ${file}.`,
  badEnvFile: (file: string, why: string) => `The env file ${file} cannot be used: ${why}.`,

  // A config that is there.
  exists: (file: string) =>
    `${file} is there already and was left as it is. --force replaces it and keeps a copy; --print only shows what would be written; --config FILE writes elsewhere.`,
  otherConfig: (file: string, other: string) =>
    `${other} is there already, and of two configs in one directory only one is used. Remove it, or write elsewhere than ${file} with --config FILE.`,
  notWritten: (file: string, why: string) => `${file} was not written: ${why}.`,

  // Files that cannot be read.
  tooLong: 'it is too long',
  noFile: 'it is no file',
  notUnderstood: 'it is not in the form that it should have',
  notRead: (code: string | undefined) => `it cannot be read (${code ?? 'unknown error'})`,
  unreadable: (file: string, why: string) => `Not looked into: ${file}: ${why}.`,

  // What was found.
  foundHead: 'Found here. Only names were read for this; what is secret stays where it is.',
  foundNothing: 'nothing',
  list,
  profile: (name: string) => `profile ${name}`,
  doctlContext: (name: string) => `context ${name} of doctl`,
  aliyunProfile: (name: string) => `profile ${name} of aliyun`,
  thisTerminal: 'the environment of this terminal',
  withoutDoctl: (file: string) => `${file}; doctl could hand the token out, and is not on the PATH`,
  aliyunHandsNoKey: (file: string) => `${file}; aliyun hands no key out`,
  foundColumns: { cloud: 'CLOUD', account: 'ACCOUNT', what: 'FOUND', where: 'IN' },
  dotenvHead: (file: string, names: readonly string[]) => `${file} sets ${list(names)}.`,
  dotenvRedirects: (names: readonly string[]) =>
    `It also says where requests go: ${list(names)}. Whoever wrote it could have your credentials sent there.`,
  dotenvShared: (file: string) => `Others on this machine may read it; \`chmod 600 ${file}\` changes that.`,
  dotenvLeft: (file: string) => `It is not used unless you say so: --env-file ${file}`,

  // Questions. Enter takes what stands in brackets; y and n answer in every language.
  yes: 'yes',
  no: 'no',
  askDotenv: (file: string) => `Shall the config read ${file}? [y/N] `,
  askClouds: (known: readonly string[], taken: readonly string[]) =>
    `Which clouds? Names or numbers (${numbered(known)}), commas between${taken.length === 0 ? '' : ` [${taken.join(', ')}]`}: `,
  askAccounts: (cloud: string, known: readonly string[], taken: readonly string[]) =>
    `Which accounts of ${cloud}? (${numbered(known)}) [${taken.join(', ')}]: `,
  askListing:
    'Ask these clouds which servers there are, to show how they would be treated? It only reads. [Y/n] ',
  askWrite: (file: string) => `Write ${file}? [Y/n] `,
  askTrust: (file: string) =>
    `mcm loads a config of the directory that it is started in only when you trust it. Trust ${file} as it is now? [y/N] `,
  cancelled: 'Nothing was written.',

  // The fleet.
  noServer: 'No server was found there.',
  fleetHead: (servers: number) =>
    `${count(servers, 'server')}, and how mcm would treat ${servers === 1 ? 'it' : 'them'}:`,
  columns: { group: 'CLASS', servers: 'SERVERS', needs: 'POWER NEEDS', because: 'BECAUSE' },
  notableColumns: { name: 'NAME', place: 'WHERE', because: 'BECAUSE' },
  groups: {
    production: 'production',
    large: 'large',
    state: 'unknown state',
    unlabelled: 'unlabelled',
    ordinary: 'the rest',
  },
  levels: { arguments: 'the three values in the call', human: 'a person' },
  because: {
    unlabelled: 'no tag says what they are',
    large: 'their size',
    state: 'mcm does not know whether they run',
  },
  marked: (mark: string, servers: number) => `${mark} (${String(servers)})`,
  marks: (marked: readonly string[]) => marked.join(', '),
  byTag: (text: string) => `tag ${text}`,
  byName: 'the name',
  /** Why a server is where it is: every class that it is in. */
  reasons: (each: readonly string[]) => each.join('; '),
  isProduction: (mark: string) => `production: ${mark}`,
  isLarge: (size: string) => `large: ${size}`,
  isUnknown: 'unknown state',
  size: (parts: readonly string[]) => parts.join(', '),
  vcpus: (vcpus: number) => `${String(vcpus)} vCPUs`,
  memory: (gib: number) => `${String(gib)} GiB`,
  overlap: 'A server may be in several of these classes; the stricter one counts.',
  repeated: (servers: number) =>
    `${count(servers, 'server is', 'servers are')} in the lists of several accounts: take out those accounts that have the same credentials as another.`,
  andMore: (more: number) => `and ${String(more)} more; \`mcm ls\` lists every server`,
  noPower: (clouds: readonly string[]) => `Nothing is switched on ${list(clouds)}: mcm only reads there.`,
  readOnly: 'The config is read-only: every power action is refused.',
  change: 'Other rules: safety.production.words, safety.large and confirmation in the config say them.',
  unlabelledHint: 'With `confirmation: { unlabelled: human }` a person is asked for those without a tag too.',
  notAsked: (cloud: string, why: string) => `${cloud} was not asked: ${why}`,
  notListed: (why: string) => `The servers could not be listed: ${why}`,
  gap: (scope: string, code: string, why: string) => `No answer from ${scope}: ${code}: ${why}`,
  withheld: (policy: string, servers: number) =>
    `Left out by the policy ${policy}: ${count(servers, 'server')}`,
  offline: 'No cloud was asked, so it is not known how the servers would be treated.',
  goesOn: 'The config is written all the same; `mcm doctor` says more about what is wrong.',

  // The end.
  written: (file: string) => `Written: ${file}`,
  backup: (file: string) => `What it was is in ${file}`,
  trusted: (file: string) => `${file} is trusted as it is now. After a change of it: \`mcm trust\`.`,
  nextHead: 'Next:',
  /** Into the dotenv file that the config reads, or into one that has to be switched on in the config first. */
  nextMissing: {
    asWell: (variables: readonly string[], envFile: string) => `Put ${list(variables)} ${asWell(envFile)}.`,
    newFile: (variables: readonly string[], envFile: string, config: string) =>
      `Put ${list(variables)} ${newFile(envFile, config)}.`,
  },
  nextCarried: {
    asWell: (variables: readonly string[], envFile: string) => carried(variables, asWell(envFile)),
    newFile: (variables: readonly string[], envFile: string, config: string) =>
      carried(variables, newFile(envFile, config)),
  },
  nextTrust: (command: string) =>
    `${command} if mcm shall take this config by itself when it is started in this directory.`,
  nextDoctor: (command: string) => `${command} checks everything.`,
  nextInstall: (command: string, clients: readonly string[]) =>
    `${command} tells your MCP client of it; CLIENT is ${clients.slice(0, -1).join(', ')} or ${clients.at(-1) ?? ''}.`,
};

/** See {@link init}. */
export type InitWords = typeof init;
