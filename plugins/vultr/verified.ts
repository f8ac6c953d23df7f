import type { Verification } from 'multi-cloud-manager/plugin';
import { say } from './words.js';

/** What the permissions of an API key's user mean here. The account's name, mail address and balance are nobody's business. */
export function verified(acls: readonly string[]): Verification {
  const manages = acls.includes('subscriptions');
  const views = manages || acls.includes('subscriptions_view');
  const missing = [
    ...(views ? [] : [say((words) => words.needs.viewing)]),
    ...(manages ? [] : [say((words) => words.needs.managing)]),
  ];
  return {
    summary: say(({ works }) => (manages ? works.switches : views ? works.sees : works.blind)),
    ...(missing.length > 0 && { missing }),
  };
}
