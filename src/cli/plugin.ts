import { subcommands } from './subcommands.js';

/** `mcm plugin`: for those who write plugins, and those who use them. */
export const run = subcommands('plugin', {
  create: async () => (await import('./plugin/create.js')).create,
  validate: async () => (await import('./plugin/validate.js')).validatePlugin,
});
