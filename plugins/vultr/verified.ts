import type { Verification } from 'multi-cloud-manager/plugin';

/** What the permissions of an API key's user mean here. The account's name, mail address and balance are nobody's business. */
export function verified(acls: readonly string[]): Verification {
  const manages = acls.includes('subscriptions');
  const views = manages || acls.includes('subscriptions_view');
  const missing = [
    ...(views ? [] : ['subscriptions_view, to see instances']),
    ...(manages ? [] : ['subscriptions, for power actions']),
  ];
  return {
    summary: `The API key works; it may ${manages ? 'see and switch' : views ? 'see' : 'not see'} instances.`,
    ...(missing.length > 0 && { missing }),
  };
}
