import type { LeastPrivilege } from 'multi-cloud-manager/plugin';

const acls = (names: readonly string[]): LeastPrivilege => ({
  what: "Permissions of the key's user (Account, Users); the page of the key must also let this machine's address in (Access Control)",
  text: names.join('\n'),
});

/** As Vultr's API names them. */
export const LEAST_PRIVILEGE = {
  read: acls(['subscriptions_view']),
  power: acls(['subscriptions_view', 'subscriptions']),
};
