import { spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Text } from 'multi-cloud-manager/plugin';
import { plugins } from '../locale/en/plugins-command.js';
import { say } from '../locale/words.js';
import { cleanLines } from '../text/clean.js';
import { InstallError } from './error.js';

type Env = Readonly<Record<string, string | undefined>>;

/** What starts npm, without a shell. */
export interface Npm {
  readonly command: string;
  readonly args: readonly string[];
}

/** Where to look for npm. */
export interface NpmPlaces {
  readonly env: Env;
  readonly platform: NodeJS.Platform;
  /** The Node.js that runs this. */
  readonly node: string;
}

const isFile = async (file: string): Promise<boolean> =>
  (await stat(file).catch(() => undefined))?.isFile() === true;

/**
 * The npm that started this process, the one that came with this Node.js, or the first on the path. Always as a program of Node.js where
 * npm's own file can be found: Windows starts `npm.cmd` in a shell only.
 */
export async function findNpm(
  { env, platform, node }: NpmPlaces,
  exists: (file: string) => Promise<boolean> = isFile,
): Promise<Npm> {
  const windows = platform === 'win32';
  const paths = windows ? path.win32 : path.posix;
  const inside = paths.join('node_modules', 'npm', 'bin', 'npm-cli.js');
  const own = env['npm_execpath'] ?? '';
  const onPath = (env['PATH'] ?? env['Path'] ?? '')
    .split(paths.delimiter)
    .filter((folder) => paths.isAbsolute(folder));
  const scripts = [
    ...(paths.basename(own) === 'npm-cli.js' ? [own] : []),
    windows ? paths.join(paths.dirname(node), inside) : paths.join(paths.dirname(node), '..', 'lib', inside),
    ...(windows ? onPath.map((folder) => paths.join(folder, inside)) : []),
  ];
  for (const script of scripts) if (await exists(script)) return { command: node, args: [script] };
  if (!windows)
    for (const folder of onPath)
      if (await exists(paths.join(folder, 'npm'))) return { command: paths.join(folder, 'npm'), args: [] };
  throw new InstallError(say(plugins, (words) => words.noNpm));
}

/** More would be no help to anyone. */
const LINES = 12;

/** Runs npm in a directory. Rejects with what it complained about. */
export async function runNpm(npm: Npm, args: readonly string[], cwd: string, env: Env): Promise<void> {
  const { code, said } = await new Promise<{ code: number | null; said: string }>((resolve, reject) => {
    // Its stdout says nothing that is needed; its stdin must not be ours.
    const child = spawn(npm.command, [...npm.args, ...args], {
      cwd,
      env: { ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
      windowsHide: true,
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      said = (said + chunk).slice(-100_000);
    });
    child.once('error', (cause) => {
      reject(
        new InstallError(
          say(plugins, (words) => words.npmDidNotStart(cause.message)),
          { cause },
        ),
      );
    });
    child.once('close', (code) => {
      resolve({ code, said });
    });
  });
  if (code !== 0) throw new InstallError(complaint(said));
}

/** What npm said, without its own name before each line and where its log is. */
function complaint(said: string): Text {
  const lines = cleanLines(said)
    .split('\n')
    .map((line) => line.replace(/^npm (error|ERR!)/, '').trimEnd())
    .filter((line) => line.trim() !== '' && !/^npm warn|A complete log of this run/i.test(line.trim()));
  return say(plugins, ({ npmFailed }) =>
    [npmFailed, ...lines.slice(0, LINES).map((line) => ` ${line}`)].join('\n'),
  );
}
