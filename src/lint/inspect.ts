import { fork, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ChildMessage, type ChildTask, type RunFacts, type Stage } from './facts.js';

/** Which plugin, and how. */
export interface Inspection {
  /** The program to start: `lint-child.js` of the built mcm. */
  readonly program: string;
  readonly file: string;
  readonly packaged: boolean;
  readonly config: ChildTask['config'];
  readonly seconds: number;
  /** Where it finds programs and temporary files; it gets no credentials. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What the child told, and what it wrote to stdout. */
export interface Inspected {
  readonly run: RunFacts;
  readonly printed: string;
}

/** More than this is not kept of what a plugin prints. */
const PRINTED = 2000;

const SHARED_VARIABLES = [
  'PATH',
  'HOME',
  'TMPDIR',
  'TEMP',
  'TMP',
  'SystemRoot',
  'USERPROFILE',
  'LOCALAPPDATA',
];

/** Loads a plugin in a process of its own. That process has ended when this resolves, whatever the plugin did. */
export async function inspect(inspection: Inspection): Promise<Inspected> {
  const { program, file, packaged, config, seconds, env } = inspection;
  const stateDir = await mkdtemp(join(tmpdir(), 'mcm-validate-'));
  const task: ChildTask = { file, packaged, stateDir, ...(config && { config }) };
  const child = fork(program, [JSON.stringify(task)], {
    cwd: dirname(file),
    env: Object.fromEntries(SHARED_VARIABLES.map((name) => [name, env[name]])),
    execArgv: [],
    stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
  });
  try {
    return await listen(child, seconds);
  } finally {
    child.kill('SIGKILL');
    await rm(stateDir, { recursive: true, force: true });
  }
}

/** Resolves when the child has ended and all that it printed is here. */
function listen(child: ChildProcess, seconds: number): Promise<Inspected> {
  return new Promise((resolve, reject) => {
    let stage: Stage | undefined;
    let run: RunFacts | undefined;
    let late = false;
    let printed = '';
    // Where this process is ended, the child must not stay.
    const end = (): void => void child.kill('SIGKILL');
    process.once('exit', end);
    const timer = setTimeout(() => {
      late = true;
      end();
    }, seconds * 1000);
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      printed = (printed + text).slice(0, PRINTED);
    });
    child.on('message', (given) => {
      const { data } = ChildMessage.safeParse(given);
      if (data && 'facts' in data) run = data.facts;
      else if (data) {
        stage = data.stage;
        // To start the process is not the plugin's time.
        if (stage === 'load') timer.refresh();
      }
    });
    child.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      process.off('exit', end);
      const failure = late
        ? `it did not ${DOES[stage ?? 'load']} within ${String(seconds)} s`
        : `it ended the process while it was to ${DOES[stage ?? 'load']} (${signal ?? `exit code ${String(code)}`})`;
      resolve({ run: run ?? { failure }, printed });
    });
  });
}

const DOES: Readonly<Record<Stage, string>> = {
  load: 'load',
  build: 'construct its classes',
  close: 'dispose what it had made',
};
