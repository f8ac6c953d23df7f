import { main, processIo } from './main.js';

// Who read stderr may be gone: nothing can be told any more, and to tell of that would fail in the same way, again and again.
process.stderr.on('error', () => undefined);

/** Runs the program to its end, and ends the process. */
export async function run(onServe: () => void): Promise<void> {
  try {
    process.exitCode = await main(process.argv.slice(2), { ...processIo(), onServe });
  } catch (error) {
    process.stderr.write(
      `mcm: unexpected: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exitCode = 1;
  }
  // All is done: what a plugin left running, a timer or a socket, must not keep the process. What was written goes out first.
  await Promise.all([written(process.stdout), written(process.stderr)]);
  process.exit();
}

/** Resolves when a stream holds nothing back any more, or cannot get rid of it. */
function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    if (stream.writableLength === 0) resolve();
    else
      stream.write('', () => {
        resolve();
      });
  });
}
