/** What is being typed. `instance` is whatever people call one by: its name, its id, an address. */
export type SuggestionKind = 'provider' | 'account' | 'region' | 'instance' | 'id' | 'name' | 'address';

/** What is being typed, and what was chosen before. */
export interface SuggestionQuery {
  readonly kind: SuggestionKind;
  /** As far as it is typed. */
  readonly text: string;
  readonly provider?: string;
  readonly account?: string;
  readonly region?: string;
}

/** What may be meant, the likeliest first: at most a hundred, and how many there are of what is known. */
export interface Suggestions {
  readonly values: readonly string[];
  readonly total: number;
  readonly more: boolean;
}
