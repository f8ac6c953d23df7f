import type { LeastPrivilege } from 'multi-cloud-manager/plugin';
import { say } from './words.js';

const PAGE = 'https://cloud.digitalocean.com/account/api/tokens';
/** `tag:read` because production servers are recognized by their tags too. */
const READS = ['droplet:read', 'tag:read', 'monitoring:read', 'regions:read', 'account:read'];

const scopes = (names: readonly string[]): LeastPrivilege => ({
  what: say((words) => words.scopes(PAGE)),
  text: names.join('\n'),
});

/** What the plugin asks for; docs/clouds/digitalocean.md says what each scope is for, and which further ones show more. */
export const LEAST_PRIVILEGE = { read: scopes(READS), power: scopes([...READS, 'droplet:update']) };
