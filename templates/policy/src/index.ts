import { allow, confirm, definePolicy, deny, type Policy } from 'multi-cloud-manager/plugin';
import { z } from 'zod';

/** What the config says under `options`. What does not fit stops the start: mcm does not run without a policy it was told to apply. */
const Options = z.strictObject({ tag: z.string().min(1).default('protected') });

/** Servers with the tag are switched by nobody, and those without an owner only when a person confirms. */
export default function templateRule(options: unknown): Policy {
  const { tag } = Options.parse(options);
  return definePolicy({
    name: 'template-rule',
    // Called for every tool call; the strictest answer of all policies and of mcm itself wins, so `allow` lowers nothing.
    // One that throws, takes longer than five seconds or answers anything else denies.
    async evaluate(call) {
      if (call.tool.access !== 'power') return allow();
      // The live server as it is now, not what the arguments say of it.
      const instance = await call.target();
      // DECIDE: what your rule is about. A server that is not known is no reason to let something through.
      if (!instance) return deny('It is not known which server this is about.');
      if (Object.hasOwn(instance.tags, tag))
        return deny(`Servers with the tag ${tag} are switched by nobody.`);
      return Object.hasOwn(instance.tags, 'owner')
        ? allow()
        : confirm('human', 'Nobody is named as the owner of this server.');
    },
  });
}
