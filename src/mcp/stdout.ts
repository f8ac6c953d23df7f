import { Writable } from 'node:stream';

/** The part of `process` whose output is claimed. */
export interface OutputOwner {
  readonly stdout: Writable;
  readonly stderr: Writable;
}

/** Stdout, claimed. */
export interface ClaimedStdout {
  /** The real stdout, for the transport alone. */
  readonly output: Writable;
  /** Gives stdout back. */
  readonly restore: () => void;
}

type Write = (chunk: string | Uint8Array, ...rest: never[]) => boolean;

/**
 * Keeps stdout for MCP: from now on what anyone else writes to it, through `console` or `process.stdout`, goes to stderr.
 * To be called before any plugin or library is loaded.
 */
export function claimStdout(owner: OutputOwner): ClaimedStdout {
  const { stdout, stderr } = owner;
  const original = { write: stdout.write.bind(stdout), end: stdout.end.bind(stdout) };
  const redirect: Write = stderr.write.bind(stderr) as Write;
  Object.assign(stdout, {
    write: redirect,
    // Nobody but mcm ends the connection to the client.
    end: (chunk?: unknown) => {
      if (typeof chunk === 'string' || chunk instanceof Uint8Array) redirect(chunk);
      return stdout;
    },
  });
  // A broken pipe reaches the transport through the callback of its write; unheard, it would end the process.
  const heard = (): void => undefined;
  stdout.on('error', heard);
  // A client that is killed takes stderr with it. Unheard, that would be a fault to report, on stderr, without end; so this one stays.
  stderr.on('error', heard);

  const output = new Writable({
    decodeStrings: false,
    write: (chunk: string | Uint8Array, encoding, done) => {
      if (typeof chunk === 'string') original.write(chunk, encoding, done);
      else original.write(chunk, done);
    },
  });
  return {
    output,
    restore: () => {
      stdout.off('error', heard);
      Object.assign(stdout, original);
    },
  };
}
