import type { LeastPrivilege } from 'multi-cloud-manager/plugin';
import { say } from './words.js';

const acls = (names: readonly string[]): LeastPrivilege => ({
  what: say((words) => words.permissions),
  text: names.join('\n'),
});

/** As Vultr's API names them. */
export const LEAST_PRIVILEGE = {
  read: acls(['subscriptions_view']),
  power: acls(['subscriptions_view', 'subscriptions']),
};
