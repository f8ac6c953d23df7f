import {
  McmError,
  type Locale,
  type Logger,
  type PowerContext,
  type ToolContext,
} from 'multi-cloud-manager/plugin';
import { OperationResult } from 'multi-cloud-manager/plugin';
import type { z } from 'zod';
import type { CallState, Finished, Stage } from '../call/state.js';
import { calls } from '../locale/en/calls.js';
import { say, wordsIn } from '../locale/words.js';
import { cleanJson } from '../text/clean.js';

const LONGEST_TEXT = 100_000;

/** Innermost: the tool's method, and on the way out its output schema, cleaning, and the text that a model reads. */
export function invoke(log: (plugin: string) => Logger): Stage {
  return async function invoke(state): Promise<Finished> {
    const { tool, power, permit } = state;
    const context = contextOf(state, log(tool.plugin));
    if (tool.declared.kind === 'read')
      return finish(state, tool.declared.spec.output, await call(state, context), tool.declared.spec.text);
    if (!power || !permit)
      throw new McmError(
        'INTERNAL',
        say(calls, (words) => words.withoutPermit),
      );
    const whole: PowerContext = { ...context, permit, target: power.target, waitSeconds: power.waitSeconds };
    return finish(state, OperationResult, await call(state, whole), operationText(state.locale));
  };
}

const call = (state: CallState, context: ToolContext): Promise<unknown> =>
  Promise.resolve(state.tool.method(state.input as never, context as never));

function contextOf(state: CallState, log: Logger): ToolContext {
  return {
    callId: state.id,
    signal: state.signal,
    principal: state.request.session.principal,
    client: state.request.session.client,
    log,
    progress: (message, done, total) => {
      if (!state.request.signal.aborted) state.request.progress?.(message, done, total);
    },
  };
}

function finish<O extends z.ZodType>(
  state: CallState,
  output: O,
  value: unknown,
  text?: (output: z.output<O>) => string,
): Finished {
  const parsed = output.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new McmError(
      'INTERNAL',
      say(calls, (words) => words.misfit(state.tool.name, issue?.path.join('.') ?? '', issue?.message ?? '')),
      { suggestion: say(calls, (words) => words.reportToAuthor(state.tool.plugin)) },
    );
  }
  const content = cleanJson(parsed.data) as z.output<O> & Record<string, unknown>;
  const words = text ? text(content) : JSON.stringify(content);
  return {
    kind: 'result',
    content,
    text: words.length > LONGEST_TEXT ? `${words.slice(0, LONGEST_TEXT)}… (cut; narrow the query)` : words,
  };
}

const operationText =
  (locale: Locale) =>
  ({ message, state_before = 'unknown', state_after = 'unknown' }: OperationResult): string =>
    wordsIn(calls, locale).states(message, state_before, state_after);
