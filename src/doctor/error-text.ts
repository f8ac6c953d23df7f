import { McmError, textIn, type Locale, type Text } from 'multi-cloud-manager/plugin';
import { errorMessage } from '../config/error.js';
import { errorIn } from '../locale/error-in.js';

/** What an error says to people who read this language; in English where it says nothing else. */
export function errorText(error: unknown, locale: Locale): string {
  if (McmError.is(error)) return errorIn(error, locale).message;
  const said = error instanceof Error ? (error as { readonly said?: Text }).said : undefined;
  return said === undefined ? errorMessage(error) : textIn(said, locale);
}
