import { readFile } from 'node:fs/promises';
import { errorCode } from '../config/error.js';
import { install } from '../locale/en/install.js';
import { SaidError } from '../locale/said-error.js';
import { say } from '../locale/words.js';
import { withEntry, type Entry } from './edit.js';
import { readClientFile } from './read-file.js';
import { startsMcm } from './starts-mcm.js';
import type { McpClient } from './table.js';

/** What would be written into a client's file. */
export interface Planned {
  /** The whole text of the file. */
  readonly text: string;
  readonly entry: Entry;
  /** The entry of that name that is there now. */
  readonly before: Entry | undefined;
}

/** Why an entry is not written, in a sentence. */
export class NotPlanned extends SaidError {
  override readonly name = 'NotPlanned';
}

/** How a client is to start mcm. */
export interface Wanted {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Whether another server of that name is to go. */
  readonly replace: boolean;
  /** This mcm's own script. */
  readonly program: string;
}

/** Plans the entry. Of one that is there the environment and whatever else it says stay; only how it is started changes. */
export async function plan(file: string, client: McpClient, wanted: Wanted): Promise<Planned> {
  const { name, replace, program } = wanted;
  const content = await readClientFile(file, client.format);
  const before = entryOf(content?.[client.key], name);
  if (before && !replace && !(await startsMcm(commandOf(before), program)))
    throw new NotPlanned(say(install, (words) => words.otherServer(file, JSON.stringify(name), name)));
  if (replace && !before)
    throw new NotPlanned(say(install, (words) => words.noSuchServer(file, JSON.stringify(name))));
  const { url: _url, type: _type, ...kept } = before ?? {};
  const entry = {
    ...kept,
    // VS Code names the transport; the others know it by the command.
    ...(client.id === 'vscode' && { type: 'stdio' }),
    command: wanted.command,
    args: [...wanted.args],
  };
  return { text: await withEntry(await textOf(file), client, name, entry), entry, before };
}

async function textOf(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return '';
    throw error;
  }
}

function entryOf(servers: unknown, name: string): Entry | undefined {
  if (typeof servers !== 'object' || servers === null || !Object.hasOwn(servers, name)) return undefined;
  const entry = (servers as Readonly<Record<string, unknown>>)[name];
  return typeof entry === 'object' && entry !== null ? (entry as Entry) : {};
}

const commandOf = ({ command, args }: Entry) => ({
  command: typeof command === 'string' ? command : '',
  args: Array.isArray(args) ? args.map(String) : [],
});
