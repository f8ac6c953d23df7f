import type { Command } from './io.js';
import { subcommands } from './subcommands.js';

const named = subcommands('plugin', {
  create: async () => (await import('./plugin/create.js')).create,
  add: async () => (await import('./plugin/add.js')).add,
  list: async () => (await import('./plugin/list.js')).list,
  remove: async () => (await import('./plugin/remove.js')).remove,
  validate: async () => (await import('./plugin/validate.js')).validatePlugin,
});

/** `mcm plugin`: for those who write plugins, and those who use them. `probe` is what `add` starts, and for nobody else. */
export const run: Command['run'] = async (args, io) =>
  args[0] === 'probe'
    ? (await import('./plugin/probe-child.js')).probeChild(args.slice(1), io)
    : named(args, io);
