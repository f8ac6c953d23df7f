import type { Text } from 'multi-cloud-manager/plugin';
import { readClientFile, UnreadableFile } from './read-file.js';
import { startsMcm, type Command } from './starts-mcm.js';
import { clientFiles, type ClientFile, type ClientPlace } from './table.js';

/** An entry of a client's file that starts mcm, as it stands there. */
export interface Registration extends ClientFile, Command {
  /** What the client calls the server. */
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
  /** A dotenv file that the client reads itself. */
  readonly envFile?: string;
  /** Where the client starts it, if the entry says so. */
  readonly directory?: string;
  /** The client has it and does not start it. */
  readonly disabled: boolean;
}

/** What a look at every client's file came to. */
export interface Registrations {
  readonly found: readonly Registration[];
  /** Files that no client can read either, and why. */
  readonly unreadable: readonly (ClientFile & { readonly why: Text })[];
}

/** Looks for mcm in the files of every client. `program` is this mcm's own script, whatever it is called. */
export async function findRegistrations(place: ClientPlace, program: string): Promise<Registrations> {
  const found: Registration[] = [];
  const unreadable: Registrations['unreadable'][number][] = [];
  for (const each of clientFiles(place)) {
    try {
      const content = await readClientFile(each.file, each.client.format);
      for (const registration of content ? entriesIn(content, each) : [])
        if (await startsMcm(registration, program)) found.push(registration);
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      unreadable.push({ ...each, why: error.said });
    }
  }
  return { found, unreadable };
}

type Table = Readonly<Record<string, unknown>>;

/** The entries with a command. Claude Code keeps those of single projects in the user's file, below `projects`. */
function entriesIn(content: Table, of: ClientFile): readonly Registration[] {
  const { key } = of.client;
  const own = serversIn(content[key], of);
  if (of.client.id !== 'claude-code' || of.scope !== 'user') return own;
  const projects = Object.entries(tableIn(content['projects']));
  return [
    ...own,
    ...projects.flatMap(([directory, project]) =>
      serversIn(tableIn(project)[key], of).map((each) => ({ directory, ...each })),
    ),
  ];
}

function serversIn(servers: unknown, of: ClientFile): readonly Registration[] {
  return Object.entries(tableIn(servers)).flatMap(([name, value]) => {
    const { args, command, cwd, disabled, enabled, env, envFile } = tableIn(value);
    if (typeof command !== 'string') return [];
    return {
      ...of,
      name,
      command,
      args: Array.isArray(args) ? args.map(String) : [],
      env: Object.fromEntries(Object.entries(tableIn(env)).map(([key, text]) => [key, String(text)])),
      ...(typeof envFile === 'string' && { envFile }),
      ...(typeof cwd === 'string' && { directory: cwd }),
      disabled: disabled === true || enabled === false,
    };
  });
}

/** People write these files: what is no table has no entries. */
const tableIn = (value: unknown): Table =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Table) : {};
