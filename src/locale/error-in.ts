import type { Locale, McmError, Text } from 'multi-cloud-manager/plugin';
import { textIn } from 'multi-cloud-manager/plugin';
import { isText } from './is-text.js';

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

const isObject = (
  value: unknown,
): value is { readonly said?: Partial<Said> | Text; readonly message?: unknown } =>
  typeof value === 'object' && value !== null;

/** What was thrown, in every language in which it says it. */
export function textOf(error: unknown): Text {
  if (!isObject(error)) return String(error);
  const { said, message } = error;
  // An McmError has a suggestion beside it.
  const sentence = isText(said) ? said : said?.message;
  if (isText(sentence)) return sentence;
  return typeof message === 'string' ? message : JSON.stringify(error);
}

/** What was thrown, for people who read this language. */
export const spoken = (error: unknown, locale: Locale): string => textIn(textOf(error), locale);
