import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Writable } from 'node:stream';
import { ConfigError } from '../config/error.js';
import { configInCode } from '../config/load.js';
import type { HostOptions } from './host-options.js';
import { hostOnStdio } from './on-stdio.js';
import { osPrincipal, osUser } from './os-principal.js';

/** Serves a host of a program that is not mcm, on the process itself. */
export async function serveOwn(
  { name, version, config = {}, directory }: HostOptions,
  output: Writable,
): Promise<number> {
  const { env, platform } = process;
  const load = () =>
    configInCode(config, directory ?? directoryOfProgram(), { env, platform, home: homedir() });
  try {
    return await hostOnStdio(load, {
      input: process.stdin,
      output,
      stderr: process.stderr,
      principal: osPrincipal({ user: osUser() }),
      program: mcmProgram(),
      waiting: `${name} is waiting for an MCP client on stdin. Ctrl-C ends it.`,
      brand: { name, version },
    });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${name}: ${error.message}\n`);
    return 2;
  }
}

/** Not the current directory: that is whatever a client has open. */
function directoryOfProgram(): string {
  const [, script] = process.argv;
  return script === undefined ? process.cwd() : dirname(realpathSync(script));
}

/** The mcm that this is a part of: what a person is told to run, `approve` above all. */
function mcmProgram(): readonly string[] {
  try {
    const manifest = createRequire(import.meta.url).resolve('multi-cloud-manager/package.json');
    return [process.execPath, join(dirname(manifest), 'dist', 'cli.cjs')];
  } catch {
    // Bundled into something else.
    return ['mcm'];
  }
}
