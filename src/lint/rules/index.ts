import { BEHAVIOUR_RULES } from './behaviour.js';
import { PACKAGE_RULES } from './package.js';
import { PLUGIN_RULES } from './plugin.js';
import { PROVIDER_RULES } from './provider.js';
import type { Rule } from './rule.js';
import { TOOL_RULES } from './tools.js';

/** Every rule, in the order in which they are reported. */
export const RULES: readonly Rule[] = [
  ...PLUGIN_RULES,
  ...PACKAGE_RULES,
  ...TOOL_RULES,
  ...PROVIDER_RULES,
  ...BEHAVIOUR_RULES,
];
