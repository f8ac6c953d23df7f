import { subcommands } from './subcommands.js';

/** `mcm policy`: for those who write the rules of a deployment. */
export const run = subcommands('policy', {
  test: async () => (await import('./policy/test.js')).test,
});
