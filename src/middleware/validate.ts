import { McmError } from 'multi-cloud-manager/plugin';
import type { Stage } from '../call/state.js';
import { validation } from '../locale/en/validation.js';
import { say } from '../locale/words.js';
import { explainIssues } from '../validation/explain.js';

/** Holds the arguments against the tool's schema, before any request is sent. */
export function validate(): Stage {
  return function validate(state, next) {
    const { input } = state.tool.declared.spec;
    const parsed = input.safeParse(state.request.arguments ?? {});
    if (!parsed.success) {
      const { error } = parsed;
      const explained = (words?: typeof validation) =>
        explainIssues(error, { shape: input, ...(words && { words }) });
      throw new McmError(
        'VALIDATION_FAILED',
        say(validation, (words) =>
          explained(words)
            .map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))
            .join('; '),
        ),
        { details: { issues: explained() } },
      );
    }
    state.input = parsed.data;
    return next();
  };
}
