import { createHash, randomBytes } from 'node:crypto';
import type { Instance, PowerVariant } from 'multi-cloud-manager/plugin';
import type { AskField } from '../call/request.js';
import { canonicalAddress } from '../fleet/address.js';
import { cleanText } from '../text/clean.js';
import { namesOperation } from './words.js';

/** The three confirmations, in the order in which they are asked for. */
export const CONFIRMATIONS = ['ip_confirmation', 'name_confirmation', 'operation_confirmation'] as const;
/** One of the three. */
export type ConfirmationName = AskField['name'];
/** The values that were given; an empty string is "not given". */
export type Confirmations = Readonly<Partial<Record<ConfirmationName, string | undefined>>>;

/** Which of the three are right, wrong or missing. It never holds a value. */
export interface Match {
  readonly right: readonly ConfirmationName[];
  readonly wrong: readonly ConfirmationName[];
  readonly missing: readonly ConfirmationName[];
}

/** What would be right, hashed: it can be compared with what a person types where the instance itself is not at hand. */
export interface Expected {
  readonly salt: string;
  readonly addresses: string[];
  readonly name: string;
}

/** The addresses that confirm an instance: its public ones, or private ones where it has no public one. */
export const confirmingAddresses = (instance: Instance): readonly string[] =>
  instance.public_ips.length > 0 ? instance.public_ips : instance.private_ips;

/** Holds the given values against the live instance. */
export function matchConfirmations(given: Confirmations, instance: Instance, variant: PowerVariant): Match {
  return judge(given, {
    ip_confirmation: (value) => {
      const address = canonicalAddress(value);
      return address !== undefined && confirmingAddresses(instance).includes(address);
    },
    name_confirmation: (value) => cleanText(value) === instance.name,
    operation_confirmation: (value) => namesOperation(value, variant),
  });
}

const hash = (salt: string, what: string, value: string): string =>
  createHash('sha256')
    .update(JSON.stringify([salt, what, value]))
    .digest('hex');

/** What would be right for this instance, hashed with a salt of its own. */
export function expectedOf(instance: Instance): Expected {
  const salt = randomBytes(16).toString('hex');
  return {
    salt,
    addresses: confirmingAddresses(instance).map((address) => hash(salt, 'address', address)),
    name: hash(salt, 'name', instance.name),
  };
}

/** The same judgement as {@link matchConfirmations}, without the instance. */
export function matchExpected(given: Confirmations, expected: Expected, variant: PowerVariant): Match {
  const { salt } = expected;
  return judge(given, {
    ip_confirmation: (value) => {
      const address = canonicalAddress(value);
      return address !== undefined && expected.addresses.includes(hash(salt, 'address', address));
    },
    name_confirmation: (value) => hash(salt, 'name', cleanText(value)) === expected.name,
    operation_confirmation: (value) => namesOperation(value, variant),
  });
}

function judge(given: Confirmations, checks: Record<ConfirmationName, (value: string) => boolean>): Match {
  const of = (name: ConfirmationName): keyof Match => {
    const value = given[name];
    if (value === undefined || value.trim() === '') return 'missing';
    return checks[name](value) ? 'right' : 'wrong';
  };
  const pick = (kind: keyof Match) => CONFIRMATIONS.filter((name) => of(name) === kind);
  return { right: pick('right'), wrong: pick('wrong'), missing: pick('missing') };
}
