import { McmError, type Permit, type Permits } from 'multi-cloud-manager/plugin';
import { power } from '../locale/en/power.js';
import { say } from '../locale/words.js';

/** Makes permits and takes them back. Only the guard mints; only the HTTP client and plugins with an SDK spend. */
export interface Mint {
  /** A permit that nobody else can make: frozen, with its own copy of the instance. */
  mint(fields: Permit): Permit;
  /** Uses the permit up; throws INTERNAL when it was not minted here, was spent before, or its call has ended. */
  spend(permit: Permit): void;
  /** Ends a permit together with its call: whoever kept it can do nothing with it later. */
  retire(permit: Permit): void;
  /** True for a permit that was minted here, whatever became of it. A copy of one is none. */
  isMinted(permit: Permit): boolean;
}

/** What became of a permit. */
interface Life {
  readonly mint: object;
  handedOver: boolean;
  spent: boolean;
  retired: boolean;
  requestId?: string;
}

/**
 * A permit is known by its identity, which a plugin cannot forge; a copy is none. The lives are kept here and not in a mint, so that
 * the fleet and the HTTP client can read what became of a permit without being able to make one.
 */
const lives = new WeakMap<Permit, Life>();

const refuse = (pick: (words: typeof power) => string): McmError =>
  new McmError('INTERNAL', say(power, pick));

function lifeOf(permit: Permit, mint?: object): Life {
  const life = lives.get(permit);
  if (life === undefined || (mint !== undefined && life.mint !== mint))
    throw refuse((words) => words.notIssued);
  return life;
}

function stillGood({ spent, retired }: Life): void {
  if (spent) throw refuse((words) => words.used);
  if (retired) throw refuse((words) => words.ended);
}

function freezeDeeply<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(freezeDeeply);
  }
  return value;
}

/** One mint a host: it spends what it made and nothing else. */
export function createMint(): Mint {
  const mint: Mint = {
    mint(fields) {
      const permit = freezeDeeply(structuredClone(fields));
      lives.set(permit, { mint, handedOver: false, spent: false, retired: false });
      return permit;
    },
    spend(permit) {
      const life = lifeOf(permit, mint);
      stillGood(life);
      life.spent = true;
    },
    retire(permit) {
      lifeOf(permit, mint).retired = true;
    },
    isMinted: (permit) => lives.get(permit)?.mint === mint,
  };
  return mint;
}

/**
 * For the fleet, right before it calls a provider, so that one that forgets to hand its permit in is no way around the checks.
 * Throws for what no guard has minted, and for a permit that was handed over or used before.
 */
export function handOver(permit: Permit): void {
  const life = lifeOf(permit);
  stillGood(life);
  if (life.handedOver) throw refuse((words) => words.used);
  life.handedOver = true;
}

/** Ends a permit that was handed over: a provider that was given up on must not act later. */
export function takeBack(permit: Permit): void {
  lifeOf(permit).retired = true;
}

/** Whether a provider was called with the permit: what it made of it is another question. */
export const wasHandedOver = (permit: Permit): boolean => lives.get(permit)?.handedOver ?? false;

/** Whether the request of a permit may be on its way: from here on a failure does not mean that nothing was done. */
export const wasSpent = (permit: Permit): boolean => lives.get(permit)?.spent ?? false;

/** Keeps what the cloud calls the request of this permit. */
export function noteRequestId(permit: Permit, requestId: string): void {
  lifeOf(permit).requestId = requestId;
}

/** What the cloud calls the request of this permit, where it said so. */
export const requestIdOf = (permit: Permit): string | undefined => lives.get(permit)?.requestId;

/** The mint as one plugin sees it: it can hand in its own provider's permits, and do nothing else. */
export function permitsOf(provider: string, mint: Mint): Permits {
  return {
    spend(permit) {
      mint.spend(permit);
      if (permit.provider !== provider) throw refuse((words) => words.ofAnother(permit.provider, provider));
    },
  };
}
