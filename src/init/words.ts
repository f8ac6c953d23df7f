import type { FoundAccount, Origin, UnreadableSource } from './found.js';
import type { ClassCount, Level, NotableServer } from './judged.js';
import { quoted } from './quoted.js';

const list = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
const count = (number: number, one: string, many = `${one}s`): string =>
  `${String(number)} ${number === 1 ? one : many}`;

const CLASS = {
  production: 'production',
  large: 'large',
  state: 'unknown state',
  unlabelled: 'unlabelled',
  ordinary: 'the rest',
} as const;
const LEVEL: Readonly<Record<Level, string>> = {
  arguments: 'the three values in the call',
  human: 'a person',
};

/** The dotenv file where variables belong, and the config where it has to be switched on first. */
interface EnvPlace {
  readonly envFile: string;
  readonly config?: string;
}

const intoEnvFile = ({ config, envFile }: EnvPlace): string =>
  config === undefined
    ? `into ${envFile} as well`
    : `into a file that only you can read, NAME=value on each line (\`touch ${envFile} && chmod 600 ${envFile}\` makes one), and take the comment mark from envFile in ${config}`;

/** Everything that `mcm init` says to a person, but for the comments in the config (comments.ts) and `mcm --help`. */
export const init = {
  // Wrong use.
  noTerminal:
    'mcm init asks questions at a terminal, and its input or output is none. Say it with options: --cloud aws,digitalocean,vultr,alibaba names the clouds, --yes takes every one that is found; --account CLOUD/NAME, --env-file FILE, --config FILE, --format yaml|ts, --read-only, --offline, --trust and --print say the rest.',
  unknownCloud: (given: string, known: readonly string[]) =>
    `--cloud is one of ${known.join(', ')}, not ${quoted(given)}.`,
  unknownFormat: (given: string, known: readonly string[]) =>
    `--format is ${known.join(' or ')}, not ${quoted(given)}.`,
  unknownAccount: (given: string, known: readonly string[]) =>
    `--account ${quoted(given)} is none of those that were found${known.length === 0 ? '; none was' : `: ${known.join(', ')}`}.`,
  accountOfOther: (given: string) => `--account ${quoted(given)} is of a cloud that --cloud does not name.`,
  notAFormat: (file: string, endings: readonly string[]) =>
    `${file} cannot be written: its name must end in ${endings.join(', ')}. Name another file with --config.`,
  otherFormat: (file: string, format: string) => `--format ${format} does not fit the name ${file}.`,
  isDirectory: (file: string) => `${file} is a directory; name the file in it with --config.`,
  nothingFound:
    '--yes takes what is found, and nothing was. Name the clouds with --cloud, and set their variables afterwards.',
  noEnvFile: (file: string) => `There is no env file ${file}.`,
  badEnvFile: ({ file, why }: UnreadableSource) => `The env file ${file} cannot be used: ${why}.`,

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
  unreadable: ({ file, why }: UnreadableSource) => `Not looked into: ${file}: ${why}.`,

  // What was found.
  foundHead: 'Found here. Only names were read for this; what is secret stays where it is.',
  foundNothing: 'nothing',
  what: ({ origin }: Pick<FoundAccount, 'origin'>) => WHAT[origin.kind](origin as never),
  where({ origin, ready }: Pick<FoundAccount, 'origin' | 'ready'>): string {
    if (origin.kind === 'variables')
      return list([...new Set(origin.parts.map(({ file }) => file ?? 'the environment of this terminal'))]);
    if (ready) return origin.file;
    return origin.kind === 'doctl-context'
      ? `${origin.file}; doctl could hand the token out, and is not on the PATH`
      : `${origin.file}; aliyun hands no key out`;
  },
  foundColumns: { cloud: 'CLOUD', account: 'ACCOUNT', what: 'FOUND', where: 'IN' },
  dotenvHead: (file: string, names: readonly string[]) => `${file} sets ${list(names)}.`,
  dotenvRedirects: (names: readonly string[]) =>
    `It also says where requests go: ${list(names)}. Whoever wrote it could have your credentials sent there.`,
  dotenvShared: (file: string) => `Others on this machine may read it; \`chmod 600 ${file}\` changes that.`,
  dotenvLeft: (file: string) => `It is not used unless you say so: --env-file ${file}`,

  // Questions. Enter takes what stands in brackets.
  askDotenv: (file: string) => `Shall the config read ${file}? [y/N] `,
  askClouds: (known: readonly string[], taken: readonly string[]) =>
    `Which clouds? Names or numbers (${known.map((name, index) => `${String(index + 1)} ${name}`).join(', ')}), commas between${taken.length === 0 ? '' : ` [${taken.join(', ')}]`}: `,
  askAccounts: (cloud: string, known: readonly string[], taken: readonly string[]) =>
    `Which accounts of ${cloud}? (${known.map((name, index) => `${String(index + 1)} ${name}`).join(', ')}) [${taken.join(', ')}]: `,
  askListing:
    'Ask these clouds which servers there are, to show how they would be treated? It only reads. [Y/n] ',
  askWrite: (file: string) => `Write ${file}? [Y/n] `,
  askTrust: (file: string) =>
    `mcm loads a config of the directory that it is started in only when you trust it. Trust ${file} as it is now? [y/N] `,
  /** What an answer to a question means; undefined for what is neither. */
  meaning(line: string): boolean | undefined {
    if (/^(y|yes)$/i.test(line)) return true;
    return /^(n|no)$/i.test(line) ? false : undefined;
  },
  cancelled: 'Nothing was written.',

  // The fleet.
  fleetHead: (servers: number) =>
    servers === 0
      ? 'No server was found there.'
      : `${count(servers, 'server')}, and how mcm would treat ${servers === 1 ? 'it' : 'them'}:`,
  columns: { group: 'CLASS', servers: 'SERVERS', needs: 'POWER NEEDS', because: 'BECAUSE' },
  notableColumns: { name: 'NAME', place: 'WHERE', because: 'BECAUSE' },
  group: ({ of }: Pick<ClassCount, 'of'>) => CLASS[of],
  needs: (level: Level) => LEVEL[level],
  because: ({ of, marks }: Pick<ClassCount, 'of' | 'marks'>) => {
    if (of === 'unlabelled') return 'no tag says what they are';
    if (of === 'large') return 'their size';
    if (of === 'state') return 'mcm does not know whether they run';
    const shown = marks.slice(0, 4).map(({ mark, servers }) => `${mark} (${String(servers)})`);
    return [...shown, ...(marks.length > 4 ? ['…'] : [])].join(', ');
  },
  byTag: (text: string) => `tag ${text}`,
  byName: 'the name',
  /** Why a server is where it is: every class that it is in. */
  reasons: ({ mark, size, unknown }: Pick<NotableServer, 'mark' | 'size' | 'unknown'>) =>
    [
      ...(mark === undefined ? [] : [`production: ${mark}`]),
      ...(size === undefined ? [] : [`large: ${size}`]),
      ...(unknown ? ['unknown state'] : []),
    ].join('; '),
  size: (vcpus: number | undefined, memoryGib: number | undefined, type: string) =>
    [
      ...(vcpus === undefined ? [] : [`${String(vcpus)} vCPUs`]),
      ...(memoryGib === undefined ? [] : [`${String(memoryGib)} GiB`]),
    ].join(', ') || type,
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
  gap: (scope: string, why: string) => `No answer from ${scope}: ${why}`,
  withheld: (policy: string, servers: number) =>
    `Left out by the policy ${policy}: ${count(servers, 'server')}`,
  offline: 'No cloud was asked, so it is not known how the servers would be treated.',
  goesOn: 'The config is written all the same; `mcm doctor` says more about what is wrong.',

  // The end.
  written: (file: string, backup: string | undefined) =>
    `Written: ${file}${backup === undefined ? '' : `\nWhat it was is in ${backup}`}`,
  trusted: (file: string) => `${file} is trusted as it is now. After a change of it: \`mcm trust\`.`,
  nextHead: 'Next:',
  nextMissing: (variables: readonly string[], place: EnvPlace) =>
    `Put ${list(variables)} ${intoEnvFile(place)}.`,
  nextCarried: (variables: readonly string[], place: EnvPlace) =>
    `${list(variables)} ${variables.length === 1 ? 'is' : 'are'} set in this terminal, and an MCP client hands on little of that. Put ${variables.length === 1 ? 'it' : 'them'} ${intoEnvFile(place)}.`,
  nextTrust: (command: string) =>
    `${command} if mcm shall take this config by itself when it is started in this directory.`,
  nextDoctor: (command: string) => `${command} checks everything.`,
  nextInstall: (command: string, clients: readonly string[]) =>
    `${command} tells your MCP client of it; CLIENT is ${clients.slice(0, -1).join(', ')} or ${clients.at(-1) ?? ''}.`,
};

const WHAT: {
  readonly [K in Origin['kind']]: (origin: Extract<Origin, { readonly kind: K }>) => string;
} = {
  variables: ({ parts }) => list(parts.map(({ variable }) => variable)),
  'aws-profile': ({ name }) => `profile ${quoted(name)}`,
  'doctl-context': ({ name }) => `context ${quoted(name)} of doctl`,
  'aliyun-profile': ({ name }) => `profile ${quoted(name)} of aliyun`,
};
