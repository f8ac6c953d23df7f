import { execFile, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll } from '@jest/globals';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

// In a process of its own: esbuild does not run inside jest.
const BUNDLE = `import { build } from 'esbuild';
const [entry, outfile] = process.argv.slice(1);
await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', conditions: ['mcm-source'] });`;

/** Makes a script beside this file into one that node runs; answers where it is. */
export async function bundled(script: string, directory: string): Promise<string> {
  const outfile = join(directory, script.replace(/ts$/, 'mjs'));
  const entry = join(ROOT, 'test/state', script);
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', BUNDLE, entry, outfile], {
    cwd: ROOT,
  });
  return outfile;
}

/** A process that runs child.ts. */
export interface Child {
  readonly process: ChildProcessWithoutNullStreams;
  /** The next thing it says; undefined when it has ended. */
  said(): Promise<unknown>;
  /** All that it says until it is done. Rejects with its stderr when it ended before. */
  rest(): Promise<readonly unknown[]>;
  /** Lets it go on. */
  go(): void;
  /** Ends it by a signal, and waits until it has ended. */
  kill(): Promise<void>;
}

/** Starts processes on a state directory, and ends those that are left after each test. */
export function children(stateDir: () => string) {
  const running = new Set<ChildProcessWithoutNullStreams>();
  let directory = '';
  let script = '';
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'mcm-child-'));
    script = await bundled('child.ts', directory);
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));
  afterEach(async () => {
    for (const child of running) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  });

  /** Starts `count` of them, and waits until all are ready. */
  return async function start(count: number, task: string, times = 0): Promise<readonly Child[]> {
    const started = Array.from({ length: count }, () => {
      const child = spawn(process.execPath, [script, stateDir(), task, String(times)]);
      running.add(child);
      child.once('exit', () => running.delete(child));
      return talking(child);
    });
    for (const child of started) {
      if ((await child.said()) !== 'ready') await child.rest();
    }
    return started;
  };
}

function talking(child: ChildProcessWithoutNullStreams): Child {
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const said = async (): Promise<unknown> => {
    const next = await lines.next();
    return next.done === true ? undefined : JSON.parse(next.value);
  };
  return {
    process: child,
    said,
    async rest() {
      const all: unknown[] = [];
      for (;;) {
        const next = await said();
        if (next === undefined) throw new Error(`The process ended before it was done: ${stderr}`);
        if (next === 'done') return all;
        all.push(next);
      }
    },
    go: () => void child.stdin.write('\n'),
    async kill() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
