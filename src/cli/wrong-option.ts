import type { Text } from 'multi-cloud-manager/plugin';
import { errorMessage } from '../config/error.js';
import { command } from '../locale/en/command.js';
import { say } from '../locale/words.js';

/** How `parseArgs` of Node.js says what is wrong, and which of our sentences says the same. */
const SENTENCES = [
  // What follows the first sentence is advice for programs that take paths as arguments.
  ['unknownOption', /^Unknown option '(.+?)'\. To specify /],
  ['needsValue', /^Option '(.+)' argument missing$/],
  ['takesNoValue', /^Option '(.+)' does not take an argument$/],
  ['ambiguous', /^Option '(.+?)' argument is ambiguous\..* use (.+)\.$/s],
] as const;

/** What is wrong with an option, from what `parseArgs` has thrown. A sentence that is not known stays as it is. */
export function wrongOption(error: unknown): Text {
  const message = errorMessage(error);
  for (const [name, form] of SENTENCES) {
    const [, option, instead = ''] = form.exec(message) ?? [];
    if (option !== undefined) return say(command, (words) => words[name](option, instead));
  }
  return message;
}
