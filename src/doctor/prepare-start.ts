import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { parseEnv } from 'node:util';
import type { Redactor } from '../audit/redactor.js';
import { inheritedEnvironment } from '../clients/environment.js';
import type { Registration } from '../clients/registrations.js';
import { expand } from '../clients/variables.js';
import { doctorClients } from '../locale/en/doctor-clients.js';
import { wordsIn } from '../locale/words.js';
import { failed, skipped, type Check, type Paste } from './check.js';
import type { ClientFacts } from './facts.js';
import { findProgram } from './find-program.js';

/** A registration that can be started. */
export interface Prepared {
  readonly registration: Registration;
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
}

/** Makes of an entry what its client would start, or says why that cannot be. The redactor learns what may be secret in it. */
export async function prepare(
  registration: Registration,
  facts: ClientFacts,
  redactor: Redactor,
): Promise<Prepared | { readonly check: Check }> {
  const words = wordsIn(doctorClients, facts.locale);
  const { client, disabled, scope } = registration;
  if (disabled) return none(words.switchedOff);
  if (scope === 'project' && !facts.project) return none(words.ofProject, { next: words.runWithProject });
  const known = { env: facts.env, home: facts.home, workspace: facts.cwd };
  const open: string[] = [];
  const filled = (text: string): string => {
    const expanded = expand(text, client.variables, known);
    open.push(...expanded.open);
    return expanded.text;
  };
  const [command, ...args] = [registration.command, ...registration.args].map(filled) as [
    string,
    ...string[],
  ];
  const own = Object.fromEntries(Object.entries(registration.env).map(([key, text]) => [key, filled(text)]));
  const envFile = registration.envFile === undefined ? undefined : filled(registration.envFile);
  const cwd =
    registration.directory === undefined ? homeOf(registration, facts) : filled(registration.directory);
  if (open.length > 0) return none(words.onlyTheClient(client.name, [...new Set(open)]));
  if (facts.offline && /^(npx|bunx|pnpm|yarn)(\.cmd)?$/i.test(path.basename(command)))
    return none(words.mayFetch(command));
  if (!(await isDirectory(cwd))) return broken(words.noDirectory(cwd), words.correctCwd);
  const fromFile = envFile === undefined ? {} : await readEnvFile(path.resolve(cwd, envFile));
  if (fromFile === undefined) return broken(words.noEnvFile(String(envFile)), words.correctEnvFile);
  for (const value of [...Object.values(own), ...Object.values(fromFile)])
    if (mayBeSecret(value)) redactor.add(value);
  const env = { ...inheritedEnvironment(facts.env, facts.platform), ...fromFile, ...own };
  const place = { path: env['PATH'] ?? '', platform: facts.platform, cwd, env };
  const file = await findProgram(command, place);
  if (file === undefined)
    return {
      check: failed('client', {
        found: /[\\/]/.test(command) ? words.notFound(command) : words.notOnPath(command),
        next: words.wholePathNotNvm,
        paste: wholePaths(registration, facts),
      }),
    };
  return { registration, file, args, env, cwd };
}

/** An entry with whole paths, which starts whatever PATH is. */
export function wholePaths(
  { args, client }: Pick<Registration, 'args' | 'client'>,
  { locale, nodePath, program }: Pick<ClientFacts, 'locale' | 'nodePath' | 'program'>,
): Paste {
  const what = wordsIn(doctorClients, locale).inItsEntry;
  const list = JSON.stringify([program, ...optionsIn(args)]);
  const command = JSON.stringify(nodePath);
  return client.format === 'toml'
    ? { what, text: `command = ${command}\nargs = ${list}` }
    : { what, text: `"command": ${command},\n"args": ${list}` };
}

/** From the subcommand on; what stands before it starts mcm. */
function optionsIn(args: readonly string[]): readonly string[] {
  const at = args.findIndex((arg) => arg === 'serve' || arg === 'demo');
  return at < 0 ? ['serve'] : args.slice(at);
}

/** What is open in an editor is this directory; a user's own registration is started where they are at home. */
const homeOf = ({ scope }: Registration, { cwd, home }: ClientFacts): string =>
  scope === 'project' ? cwd : home;

/** A path, an address without a password, or a word is none. */
const mayBeSecret = (value: string): boolean =>
  !/^(~?[\\/]|\.{1,2}[\\/]|[A-Za-z]:[\\/]|https?:\/\/[^@]*$|true$|false$)/.test(value);

const isDirectory = (file: string): Promise<boolean> =>
  stat(file).then(
    (found) => found.isDirectory(),
    () => false,
  );

const readEnvFile = (file: string): Promise<Readonly<Record<string, string>> | undefined> =>
  readFile(file, 'utf8').then(
    (text) => parseEnv(text) as Readonly<Record<string, string>>,
    () => undefined,
  );

const none = (found: string, more: { readonly next?: string } = {}) => ({
  check: skipped('client', found, more),
});

const broken = (found: string, next: string) => ({ check: failed('client', { found, next }) });
