import { withCalls } from './hand/calls.js';
import { EXIT, structured } from './hand/outcome.js';
import { hand } from '../locale/en/hand.js';
import { say } from '../locale/words.js';
import { UsageError, type Io } from './io.js';
import { parseWithConfig } from './options.js';

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
  return withCalls(load, io, { name: 'call' }, async (calls) => {
    const outcome = await calls.call(tool, input);
    calls.output.write(
      `${values.json === true ? JSON.stringify(structured(outcome), null, 2) : outcome.text}\n`,
    );
    return EXIT[outcome.kind];
  });
}

function parseInput(json: string): unknown {
  try {
    const input: unknown = JSON.parse(json);
    if (input !== null && typeof input === 'object' && !Array.isArray(input)) return input;
  } catch {
    // Said below, together with what is JSON but no object.
  }
  throw new UsageError(say(hand, (words) => words.oneObject));
}
