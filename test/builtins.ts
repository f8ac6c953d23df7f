import type { PluginDefinition } from 'multi-cloud-manager/plugin';
import { BUILTIN_NAMES } from '../src/config/builtin-names.js';
import { BUILTINS } from '../src/host/builtins.js';

/** The built-in plugins, in the order of their names. */
export const builtins = (): Promise<readonly PluginDefinition[]> =>
  Promise.all(BUILTIN_NAMES.map(async (name) => (await BUILTINS[name]()).default));
