import { defineMiddleware } from 'multi-cloud-manager/plugin';

/** Whoever is asked to confirm something reads where the runbook is. */
export default defineMiddleware({
  name: 'runbook',
  async handle(call, next) {
    const outcome = await next();
    if (outcome.kind !== 'challenge') return outcome;
    return { ...outcome, text: `${outcome.text}\nRunbook: https://wiki.example.com/${call.tool.name}` };
  },
});
