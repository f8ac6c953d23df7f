import { errorMessage } from '../../config/error.js';
import { isRule } from '../../host/load-policies.js';
import type { ChildTask, RunFacts } from '../facts.js';

/** What is no plugin may be a policy or middleware, or a function that makes one. */
export function describePolicy(exported: unknown, options: ChildTask['config']): RunFacts {
  let rule: unknown = exported;
  if (typeof exported === 'function')
    try {
      rule = (exported as (options: unknown) => unknown)(options ?? {});
    } catch (error) {
      return options
        ? { failure: `it does not take these options: ${errorMessage(error)}` }
        : { unbuilt: `it needs options; give them with --with (${errorMessage(error)})` };
    }
  if (!isRule(rule))
    return {
      failure:
        'its default export is neither what definePlugin returns, nor a policy or middleware, nor a function that returns one of those; write `export default definePlugin({ … })`',
    };
  const { kind } = rule;
  const name: unknown = rule.name;
  const run: unknown = Reflect.get(rule, kind === 'policy' ? 'evaluate' : 'handle');
  return {
    policy: { kind, ...(typeof name === 'string' && { name }), runs: typeof run === 'function' },
  };
}
