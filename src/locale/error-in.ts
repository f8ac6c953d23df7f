import type { Locale, McmError, Text } from 'multi-cloud-manager/plugin';
import { textIn } from 'multi-cloud-manager/plugin';

interface Said {
  readonly message: Text;
  readonly suggestion?: Text | undefined;
}

/** What an error says, in every language in which it was given. */
export function saidBy(error: McmError): Said {
  // An error of another copy of the plugin API may be of a version that spoke English alone.
  return (error as { readonly said?: Said }).said ?? error;
}

/** What an error says to people who read this language. */
export function errorIn(error: McmError, locale: Locale): { message: string; suggestion?: string } {
  const { message, suggestion } = saidBy(error);
  return {
    message: textIn(message, locale),
    ...(suggestion !== undefined && { suggestion: textIn(suggestion, locale) }),
  };
}
