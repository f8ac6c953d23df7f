import { McmError, type Logger } from 'multi-cloud-manager/plugin';
import type { Finished, Stage } from '../call/state.js';
import { calls } from '../locale/en/calls.js';
import { say } from '../locale/words.js';
import { causes } from '../text/causes.js';

/** Turns whatever was thrown into one McmError. What stood behind it goes to the log under the call's id, not to the model. */
export function errors(log: Logger): Stage {
  return async function errors(state, next): Promise<Finished> {
    try {
      return await next();
    } catch (error) {
      if (McmError.is(error)) {
        log.debug(`${state.tool.name}: ${error.code} ${error.message}`, {
          call_id: state.id,
          cause: causes(error.cause),
        });
        throw error;
      }
      if (state.request.signal.aborted)
        throw new McmError(
          'CANCELLED',
          say(calls, (words) => words.cancelled),
          { cause: error },
        );
      log.error(`${state.tool.name} failed`, { call_id: state.id, cause: causes(error) });
      throw new McmError(
        'INTERNAL',
        say(calls, (words) => words.toolFailed(state.tool.name, state.tool.plugin)),
        {
          details: { call_id: state.id },
          cause: error,
        },
      );
    }
  };
}
