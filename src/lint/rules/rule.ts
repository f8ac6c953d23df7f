import type { Text } from 'multi-cloud-manager/plugin';
import type { Facts } from '../facts.js';

/** What a rule has found: where, what is wrong there and what would be right. */
export interface Problem {
  /** Like `tools.list_acme_servers` or `package.json`. */
  readonly where: string;
  readonly message: Text;
}

/** One thing that is right in a good plugin. */
export interface Rule {
  readonly id: string;
  readonly severity: 'error' | 'warning';
  /** What is right, for the documents. */
  readonly says: string;
  /** The host refuses what this rule finds: it need not be told a second time. */
  readonly refuses?: true;
  check(facts: Facts): readonly Problem[];
}

/** A list in a sentence. */
export const list = (words: readonly string[]): string => words.join(', ');
