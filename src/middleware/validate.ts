import { McmError } from 'multi-cloud-manager/plugin';
import type { Finished, Stage } from '../call/state.js';
import { explainIssues } from '../validation/explain.js';

/** Holds the arguments against the tool's schema, before any request is sent. */
export function validate(): Stage {
  return async function validate(state, next): Promise<Finished> {
    const { input } = state.tool.declared.spec;
    const parsed = input.safeParse(state.request.arguments ?? {});
    if (!parsed.success) {
      const issues = explainIssues(parsed.error, { shape: input });
      throw new McmError(
        'VALIDATION_FAILED',
        issues.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; '),
        { details: { issues } },
      );
    }
    state.input = parsed.data;
    return next();
  };
}
