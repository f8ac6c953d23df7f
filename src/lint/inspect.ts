import { fork, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Locale } from 'multi-cloud-manager/plugin';
import { lint } from '../locale/en/lint.js';
import { say } from '../locale/words.js';
import { ChildMessage, type ChildTask, type RunFacts, type Stage } from './facts.js';
import { leash, type Leash } from './leash.js';

/** Which plugin, and how. */
export interface Inspection {
  /** The program to start: `lint-child.cjs` of the built mcm. */
  readonly program: string;
  readonly file: string;
  readonly packaged: boolean;
  readonly config: ChildTask['config'];
  readonly locale: Locale;
  readonly seconds: number;
  /** Where it finds programs and temporary files; it gets no credentials. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What the child told, and what it wrote to stdout. */
export interface Inspected {
  readonly run: RunFacts;
  readonly printed: string;
}

/** How long a process may take to start before anything of the plugin runs. */
const START_SECONDS = 60;

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
  const { program, file, packaged, config, locale, seconds, env } = inspection;
  const stateDir = await mkdtemp(join(tmpdir(), 'mcm-validate-'));
  const task: ChildTask = { file, packaged, stateDir, locale, ...(config && { config }) };
  const child = fork(program, [JSON.stringify(task)], {
    cwd: dirname(file),
    env: Object.fromEntries(SHARED_VARIABLES.map((name) => [name, env[name]])),
    execArgv: [],
    // A group of its own, which can be ended as a whole.
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
  });
  const held = leash(child, () => {
    rmSync(stateDir, { recursive: true, force: true });
  });
  try {
    return await listen(child, held, seconds);
  } finally {
    await rm(stateDir, { recursive: true, force: true });
  }
}

/** Resolves when the child and all that it started has ended, and what it printed is here. */
function listen(child: ChildProcess, { end, release }: Leash, seconds: number): Promise<Inspected> {
  return new Promise((resolve, reject) => {
    let stage: Stage | undefined;
    let run: RunFacts | undefined;
    let late = false;
    let printed = '';
    const endLate = (): void => {
      late = true;
      end();
    };
    let timer = setTimeout(endLate, START_SECONDS * 1000);
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      printed = (printed + text).slice(0, PRINTED);
    });
    child.on('message', (given) => {
      const { data } = ChildMessage.safeParse(given);
      if (data && 'facts' in data) run = data.facts;
      else if (data) {
        stage = data.stage;
        if (stage !== 'load') return;
        // To start the process is not the plugin's time.
        clearTimeout(timer);
        timer = setTimeout(endLate, seconds * 1000);
      }
    });
    child.once('error', reject);
    // What it started could keep its stdout open.
    child.once('exit', end);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      release();
      const doing = stage ?? 'load';
      const failure = say(lint, (words) =>
        late ? words.late[doing](seconds) : words.ended[doing](signal ?? words.exitCode(String(code))),
      );
      resolve({ run: run ?? { failure }, printed });
    });
  });
}
