import type { ConfirmationName } from '../../confirmation/match.js';
import type { Person } from './person.js';

/** The three values that confirm an action, as the person types them; undefined when they decline or go away. */
export async function askConfirmations(
  person: Person,
): Promise<Record<ConfirmationName, string> | undefined> {
  const address = await person.ask(person.words.askAddress);
  if (address === undefined || /^\s*(no?|否|不)?\s*$/i.test(address)) return undefined;
  const name = await needed(person, person.words.askName);
  if (name === undefined) return undefined;
  const operation = await needed(person, person.words.askOperation);
  if (operation === undefined) return undefined;
  return { ip_confirmation: address, name_confirmation: name, operation_confirmation: operation };
}

/** An empty line is asked again: only the first question says that it declines. */
async function needed(person: Person, question: string): Promise<string | undefined> {
  for (;;) {
    const line = await person.ask(question);
    if (line?.trim() !== '') return line;
  }
}
