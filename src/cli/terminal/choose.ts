import type { Person } from './person.js';

/** The one that there is, or the one that the person picks by its number (from 1); undefined when they pick none. */
export async function choose<T>(person: Person, items: readonly T[]): Promise<T | undefined> {
  if (items.length < 2) return items[0];
  for (;;) {
    const line = await person.ask(person.words.whichOne(items.length));
    const typed = line?.trim() ?? '';
    if (typed === '') return undefined;
    const picked = /^\d+$/.test(typed) ? items[Number(typed) - 1] : undefined;
    if (picked !== undefined) return picked;
  }
}
