import type { ConfirmationName } from '../../confirmation/match.js';
import type { Person } from './person.js';

/** The three values that confirm an action, as the person types them; undefined when they decline or go away. */
export async function askConfirmations(
  person: Person,
): Promise<Record<ConfirmationName, string> | undefined> {
  const address = await person.ask('Type an IP address of the server, or press Enter to decline: ');
  if (address === undefined || /^\s*(no?)?\s*$/i.test(address)) return undefined;
  const name = await needed(person, 'Type the exact name of the server: ');
  if (name === undefined) return undefined;
  const operation = await needed(person, 'Type the operation you want, in your own word (English or 中文): ');
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
