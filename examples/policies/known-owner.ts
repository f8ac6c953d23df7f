import { allow, confirm, definePolicy } from 'multi-cloud-manager/plugin';

/** Servers that nobody is named for are switched only when a person confirms. */
export default definePolicy({
  name: 'known-owner',
  async evaluate(call) {
    if (call.tool.access !== 'power') return allow();
    const server = await call.target();
    return server?.tags['owner'] === undefined ? confirm('human', 'Nobody is named as its owner.') : allow();
  },
});
