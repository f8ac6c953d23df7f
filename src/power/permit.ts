import { McmError, type Permit, type Permits } from 'multi-cloud-manager/plugin';

/** Makes permits and takes them back. Only the guard mints; only the HTTP client spends. */
export interface Mint {
  /** A permit that nobody else can make: frozen, with its own copy of the instance. */
  mint(fields: Permit): Permit;
  /** Uses the permit up; throws INTERNAL when it was not minted here or was spent before. */
  spend(permit: Permit): void;
  /** True for a permit that was minted here, spent or not. A copy of one is none. */
  isMinted(permit: Permit): boolean;
}

function freezeDeeply<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(freezeDeeply);
  }
  return value;
}

/** One mint a host: a permit is known by its identity, which a plugin cannot forge. */
export function createMint(): Mint {
  const states = new WeakMap<Permit, 'fresh' | 'spent'>();
  return {
    mint(fields) {
      const permit = freezeDeeply(structuredClone(fields));
      states.set(permit, 'fresh');
      return permit;
    },
    spend(permit) {
      const state = states.get(permit);
      if (state === undefined) {
        throw new McmError('INTERNAL', 'The permit was not issued by this host. Nothing was sent.');
      }
      if (state === 'spent') {
        throw new McmError(
          'INTERNAL',
          'The permit was used before; one permit is one request. Nothing was sent.',
        );
      }
      states.set(permit, 'spent');
    },
    isMinted: (permit) => states.has(permit),
  };
}

/** The mint as one plugin sees it: it can hand in its own provider's permits, and do nothing else. */
export function permitsOf(provider: string, mint: Mint): Permits {
  return {
    spend(permit) {
      mint.spend(permit);
      if (permit.provider !== provider)
        throw new McmError(
          'INTERNAL',
          `A permit for ${permit.provider} was used by ${provider}. Nothing was sent.`,
        );
    },
  };
}
