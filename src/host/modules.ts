import type { HostModules } from '../config/modules.js';

/** What these names mean in a config, plugin or policy file, wherever it lies: the copy that the host itself uses. */
export const HOST_MODULES: HostModules = {
  'multi-cloud-manager': () => import('../config/in-files.js'),
  'multi-cloud-manager/plugin': () => import('../plugin/index.js'),
  'multi-cloud-manager/policies': () => import('../policies/index.js'),
  zod: () => import('zod'),
};
