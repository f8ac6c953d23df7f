import { createHost } from '../host/create-host.js';
import { UsageError, type Io } from './io.js';
import { parseWithConfig, quiet } from './options.js';
import { osPrincipal } from '../host/os-principal.js';
import { programOf } from './program.js';
import { withStdoutClaimed } from './stdout.js';

const EXIT = { result: 0, error: 1, challenge: 3 } as const;

/** `mcm call TOOL JSON`: one call through the same pipeline as a client's. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals, load } = parseWithConfig(
    args,
    { json: { type: 'boolean' } },
    ['TOOL', '[JSON]'],
    io,
  );
  const [tool = '', json = '{}'] = positionals;
  const input = parseInput(json);
  const interrupt = new AbortController();
  const onInterrupt = (): void => {
    interrupt.abort();
  };
  return withStdoutClaimed(io, async (output) => {
    const host = await createHost(await load(), { ...quiet(io), program: programOf(io) });
    process.once('SIGINT', onInterrupt);
    try {
      const outcome = await host.call({
        tool,
        arguments: input,
        session: {
          id: crypto.randomUUID(),
          principal: osPrincipal(io),
          client: { name: 'mcm call', version: host.version },
          canAsk: false,
        },
        signal: interrupt.signal,
        progress: (message) => void io.stderr.write(`${message}\n`),
      });
      const structured = outcome.kind === 'error' ? { error: outcome.error } : outcome.content;
      output.write(`${values.json === true ? JSON.stringify(structured, null, 2) : outcome.text}\n`);
      return EXIT[outcome.kind];
    } finally {
      process.off('SIGINT', onInterrupt);
      await host.close();
    }
  });
}

function parseInput(json: string): unknown {
  try {
    const input: unknown = JSON.parse(json);
    if (input !== null && typeof input === 'object' && !Array.isArray(input)) return input;
  } catch {
    // Said below, together with what is JSON but no object.
  }
  throw new UsageError(`The arguments must be one JSON object, like '{"ip_address":"192.0.2.7"}'.`);
}
