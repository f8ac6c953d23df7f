import { errorMessage } from '../../config/error.js';
import { lint } from '../../locale/en/lint.js';
import { say } from '../../locale/words.js';
import { isRule } from '../../host/load-policies.js';
import type { ChildTask, RunFacts } from '../facts.js';

/** What is no plugin may be a policy or middleware, or a function that makes one. */
export function describePolicy(exported: unknown, options: ChildTask['config']): RunFacts {
  let rule: unknown = exported;
  if (typeof exported === 'function')
    try {
      rule = (exported as (options: unknown) => unknown)(options ?? {});
    } catch (error) {
      const why = errorMessage(error);
      return options
        ? { failure: say(lint, (words) => words.wrongOptions(why)) }
        : { unbuilt: say(lint, (words) => words.needsOptions(why)) };
    }
  if (!isRule(rule)) return { failure: say(lint, (words) => words.noKind) };
  const { kind } = rule;
  const name: unknown = rule.name;
  const run: unknown = Reflect.get(rule, kind === 'policy' ? 'evaluate' : 'handle');
  return {
    policy: { kind, ...(typeof name === 'string' && { name }), runs: typeof run === 'function' },
  };
}
