import { main, processIo } from './main.js';

// Who read stderr may be gone: nothing can be told any more, and to tell of that would fail in the same way, again and again.
process.stderr.on('error', () => undefined);

try {
  process.exitCode = await main(process.argv.slice(2), processIo());
} catch (error) {
  process.stderr.write(
    `mcm: unexpected: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exitCode = 1;
}
