const LONGEST = 50;

/** Names of accounts, as every plugin takes them: each is given out once. */
export class AccountNames {
  readonly #taken = new Set<string>();

  /** The name, or the nearest one that is allowed and free. */
  take(wanted: string): string {
    const allowed = wanted
      .normalize('NFKD')
      .replace(/[^A-Za-z0-9_.-]+/g, '-')
      .replace(/^[^A-Za-z0-9]+|-+$/g, '')
      .slice(0, LONGEST);
    const name = allowed === '' ? 'account' : allowed;
    for (let number = 1; ; number += 1) {
      const free = number === 1 ? name : `${name}-${String(number)}`;
      // Two that differ in signs alone would have the same variables.
      const folded = suffixOf(free);
      if (this.#taken.has(folded)) continue;
      this.#taken.add(folded);
      return free;
    }
  }
}

/** What stands behind the variables of an account that is one of several. */
export const suffixOf = (name: string): string => name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_');
