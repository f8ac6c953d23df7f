import type { PluginDefinition } from 'multi-cloud-manager/plugin';
import type { BUILTIN_NAMES } from '../config/builtin-names.js';

/** Where each built-in plugin is. It loads when the config names it, like any other. */
export const BUILTINS: Readonly<
  Record<(typeof BUILTIN_NAMES)[number], () => Promise<{ readonly default: PluginDefinition }>>
> = {
  aws: () => import('../../plugins/aws/index.js'),
  digitalocean: () => import('../../plugins/digitalocean/index.js'),
  vultr: () => import('../../plugins/vultr/index.js'),
  alibaba: () => import('../../plugins/alibaba/index.js'),
};
