/** What the state that processes share says. */
export const state = {
  restless: 'The state that processes share did not come to rest. Try again.',
  notOurs: (key: string) =>
    `What the shared state holds under ${key} is not what mcm writes there, so power actions are refused. Look at who wrote it, then remove it.`,
  unusable:
    'The state that mcm processes share cannot be used, so power actions are refused. Nothing was done.',
};
