import { fork } from 'node:child_process';
import { textIn, type Text } from 'multi-cloud-manager/plugin';
import type { Contribution } from '../../host/contribution.js';
import { InstallError } from '../../installed/error.js';
import { plugins } from '../../locale/en/plugins-command.js';
import { say } from '../../locale/words.js';
import { cleanText } from '../../text/clean.js';
import type { Io } from '../io.js';

/** What the child says once, over IPC: that the package can be used, or why not. */
export interface ProbeReport {
  readonly found?: Contribution;
  readonly reason?: Text;
}

/** The same, or what the end of the child means. */
type Probed = Pick<ProbeReport, 'found'> & { readonly reason?: Text | undefined };

/** As long as a server would wait for the plugin, and the time that a process takes to start. */
const SECONDS = 15;

/** Nothing of the environment is a stranger's business before the config names it. */
const PASSED_ON = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'USERPROFILE', 'LANG'];

/**
 * Loads a package of a directory in a process of its own, and says what it is. Rejects where it does not load, takes too long, ends the
 * process, or is neither plugin nor policy.
 */
export async function probe(
  directory: string,
  packageName: string,
  stateDir: string,
  io: Pick<Io, 'env' | 'locale' | 'program'>,
): Promise<Contribution> {
  const unusable = (reason: Text): InstallError =>
    new InstallError(
      say(plugins, (words, locale) => words.cannotBeUsed(packageName, cleanText(textIn(reason, locale)))),
    );
  const child = fork(io.program, ['plugin', 'probe', directory, packageName, stateDir], {
    cwd: directory,
    env: {
      ...Object.fromEntries(PASSED_ON.map((name) => [name, io.env[name]])),
      MCM_LOCALE: io.locale,
    },
    execArgv: [],
    // What it prints is nobody's: neither stdin nor stdout of this process are its own.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'json',
  });
  const timer = setTimeout(() => {
    child.kill('SIGKILL');
  }, SECONDS * 1000);
  try {
    const { found, reason } = await new Promise<Probed>((resolve, reject) => {
      child.once('message', (report) => {
        resolve(report as ProbeReport);
      });
      child.once('error', reject);
      child.once('exit', (code, signal) => {
        resolve({
          reason:
            signal === 'SIGKILL'
              ? say(plugins, (words) => words.late(SECONDS))
              : say(plugins, (words) => words.ended(String(code))),
        });
      });
    });
    if (found) return found;
    throw unusable(reason ?? say(plugins, (words) => words.silent));
  } finally {
    clearTimeout(timer);
    child.kill('SIGKILL');
  }
}
