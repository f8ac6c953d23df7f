import type { Locale, McmError, Text } from 'multi-cloud-manager/plugin';
import { textIn } from 'multi-cloud-manager/plugin';

interface Said {
  readonly message: Text;
  readonly suggestion?: Text;
}

/** What an error says to people who read this language. */
export function errorIn(error: McmError, locale: Locale): { message: string; suggestion?: string } {
  // An error of another copy of the plugin API may be of a version that spoke English alone.
  const { said } = error as { readonly said?: Said };
  const { message, suggestion } = said ?? error;
  return {
    message: textIn(message, locale),
    ...(suggestion !== undefined && { suggestion: textIn(suggestion, locale) }),
  };
}
