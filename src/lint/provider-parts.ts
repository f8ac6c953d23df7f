/** The texts and methods of a provider that are looked for. */
export const PROVIDER_PARTS = {
  displayName: 'string',
  description: 'string',
  idForm: 'text',
  settings: 'function',
  accounts: 'function',
  scopes: 'function',
  verify: 'function',
  parseId: 'function',
  listPage: 'function',
  get: 'function',
  findByAddress: 'function',
  metrics: 'function',
  power: 'function',
  progress: 'function',
  consequences: 'function',
} as const;

/** Those that may be left out. */
export const OPTIONAL_PARTS: readonly string[] = [
  'findByAddress',
  'metrics',
  'power',
  'progress',
  'consequences',
];
