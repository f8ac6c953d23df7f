import type { Writable } from 'node:stream';
import { claimStdout } from '../mcp/stdout.js';
import type { Io } from './io.js';

/** Runs with stdout claimed: what a config, plugin or library prints goes to stderr, and only `output` is the real one. */
export async function withStdoutClaimed<T>(io: Io, run: (output: Writable) => Promise<T>): Promise<T> {
  const { output, restore } = claimStdout(io);
  try {
    return await run(output);
  } finally {
    restore();
  }
}
