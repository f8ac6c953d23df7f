import { homedir } from 'node:os';
import { ConfigError } from '../config/error.js';
import { osUser } from '../host/os-principal.js';
import { localeOf } from '../locale/locale.js';
import { VERSION } from '../version.js';
import { GREETING, HELP } from './help.js';
import { UsageError, type Command, type Io } from './io.js';

/** Each command is loaded when it is used. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  serve: () => import('./serve.js'),
  demo: () => import('./demo.js'),
  tools: () => import('./tools.js'),
  call: () => import('./call.js'),
  find: () => import('./find.js'),
  ls: () => import('./ls.js'),
  metrics: () => import('./metrics.js'),
  power: () => import('./power.js'),
  trust: () => import('./trust.js'),
  audit: () => import('./audit.js'),
  approve: () => import('./approve.js'),
  unlock: () => import('./unlock.js'),
  plugin: () => import('./plugin.js'),
  policy: () => import('./policy.js'),
  doctor: () => import('./doctor.js'),
  init: () => import('./init.js'),
  install: () => import('./install.js'),
};

/** Runs the command line and gives the exit code. */
export async function main(args: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = args;
  if (name === '--version' || name === '-v') {
    io.stdout.write(`${VERSION}\n`);
    return 0;
  }
  if (args.includes('--help') || args.includes('-h') || name === 'help') {
    io.stdout.write(HELP);
    return 0;
  }
  if (name === undefined && io.stdin.isTTY === true) {
    io.stdout.write(GREETING);
    return 0;
  }
  // Without a command, or with options only, a client has started it.
  const implied = name === undefined || name.startsWith('-');
  try {
    const load = Object.hasOwn(COMMANDS, implied ? 'serve' : name)
      ? COMMANDS[implied ? 'serve' : name]
      : undefined;
    if (!load)
      throw new UsageError(
        `There is no command ${JSON.stringify(name)}; there are ${Object.keys(COMMANDS).join(', ')}.`,
      );
    const command = await load();
    return await command.run(implied ? args : rest, io);
  } catch (error) {
    if (!(error instanceof UsageError) && !(error instanceof ConfigError)) throw error;
    io.stderr.write(
      `mcm: ${error.message}\n${error instanceof UsageError ? 'mcm --help shows how it is used.\n' : ''}`,
    );
    return 2;
  }
}

/** The process itself. */
export function processIo(): Io {
  return {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd: process.cwd(),
    platform: process.platform,
    home: homedir(),
    program: process.argv[1] ?? '',
    user: osUser(),
    locale: localeOf(process.env) ?? 'en',
  };
}
