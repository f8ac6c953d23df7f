import { subcommands } from './subcommands.js';

/** `mcm audit`: reads the trail in the state directory. No config is loaded, and nothing is written. */
export const run = subcommands('audit', {
  list: async () => (await import('./audit/list.js')).list,
  show: async () => (await import('./audit/show.js')).show,
  verify: async () => (await import('./audit/verify.js')).verify,
  tail: async () => (await import('./audit/tail.js')).tail,
});
