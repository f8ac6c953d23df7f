import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { parseEnv } from 'node:util';
import type { Redactor } from '../audit/redactor.js';
import { inheritedEnvironment } from '../clients/environment.js';
import type { Registration } from '../clients/registrations.js';
import { expand } from '../clients/variables.js';
import { failed, skipped, type Check } from './check.js';
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
  const { client, disabled, scope } = registration;
  if (disabled) return none('It is switched off there.');
  if (scope === 'project' && !facts.project)
    return none('Not started: the file lies in this directory, so anybody may have written it.', {
      next: 'If you trust it, run `mcm doctor --project`.',
    });
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
  if (open.length > 0)
    return none(`Not started: only ${client.name} itself can fill in ${[...new Set(open)].join(', ')}.`);
  if (facts.offline && /^(npx|bunx|pnpm|yarn)(\.cmd)?$/i.test(path.basename(command)))
    return none(`Not started: ${command} may fetch the package, and --offline is given.`);
  if (!(await isDirectory(cwd)))
    return broken(`It is to be started in ${cwd}, which is no directory.`, 'Correct `cwd` in the entry.');
  const fromFile = envFile === undefined ? {} : await readEnvFile(path.resolve(cwd, envFile));
  if (fromFile === undefined)
    return broken(`Its envFile ${String(envFile)} cannot be read.`, 'Correct `envFile` in the entry.');
  for (const value of [...Object.values(own), ...Object.values(fromFile)])
    if (mayBeSecret(value)) redactor.add(value);
  const env = { ...inheritedEnvironment(facts.env, facts.platform), ...fromFile, ...own };
  const place = { path: env['PATH'] ?? '', platform: facts.platform, cwd, env };
  const file = await findProgram(command, place);
  if (file === undefined)
    return {
      check: failed('client', {
        found: `The command ${command} is not found${/[\\/]/.test(command) ? '' : ' on the PATH that a client passes on'}.`,
        next: 'Name the program by its whole path in the entry: version managers such as nvm change PATH for terminals only.',
        paste: wholePaths(registration, facts),
      }),
    };
  return { registration, file, args, env, cwd };
}

/** An entry with whole paths, which starts whatever PATH is. */
export function wholePaths(
  { args, client }: Pick<Registration, 'args' | 'client'>,
  { nodePath, program }: Pick<ClientFacts, 'nodePath' | 'program'>,
): { readonly what: string; readonly text: string } {
  const words = JSON.stringify([program, ...optionsIn(args)]);
  const command = JSON.stringify(nodePath);
  return client.format === 'toml'
    ? { what: 'In its entry', text: `command = ${command}\nargs = ${words}` }
    : { what: 'In its entry', text: `"command": ${command},\n"args": ${words}` };
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
