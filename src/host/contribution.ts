import { checkPlugin } from './load-plugin.js';
import { isRule } from './load-policies.js';
import { isPlugin } from '../plugin/define.js';
import { loading } from '../locale/en/loading.js';
import { SaidError } from '../locale/said-error.js';
import { say } from '../locale/words.js';

/** What a package gives to a config: a plugin with its name, or a rule. */
export interface Contribution {
  readonly kind: 'plugin' | 'policy';
  readonly name?: string;
}

/** Says what a default export is. Throws a sentence where it is nothing that mcm can use. */
export function contributionOf(exported: unknown): Contribution {
  // A function makes a policy of the options that the config gives it.
  if (isRule(exported) || typeof exported === 'function') return { kind: 'policy' };
  if (!isPlugin(exported)) throw new SaidError(say(loading, (words) => words.nothingKnown));
  checkPlugin(exported);
  return { kind: 'plugin', name: exported.name };
}
