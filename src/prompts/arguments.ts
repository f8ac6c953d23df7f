import { isIP } from 'node:net';
import { cleanText } from '../text/clean.js';
import type { Given, Prompt, PromptArgument } from './prompt.js';

const LONGEST = 200;

/** The arguments that several prompts have. */
export const PROVIDER: PromptArgument = {
  name: 'provider',
  description: 'The cloud, as mcm names it. Default: every configured one',
  completes: 'provider',
};
export const INSTANCE: PromptArgument = {
  name: 'instance',
  description: 'The server: its name, its id or an IP address',
  required: true,
  completes: 'instance',
};
export const ACCOUNT: PromptArgument = {
  name: 'account',
  description: 'The named account. Default: every one',
  completes: 'account',
};

/** An address in any spelling. */
export const isAddress = (text: string): boolean => isIP(text) !== 0;

/** The arguments of a prompt as they are safe to be written into it, or the sentence that says what is wrong with them. */
export function readArguments(
  prompt: Prompt,
  given: Readonly<Record<string, string>>,
  providers: readonly string[],
): { readonly given: Given } | { readonly problem: string } {
  const known = prompt.arguments.map(({ name }) => name);
  const strange = Object.keys(given).find((name) => !known.includes(name));
  if (strange !== undefined)
    return {
      problem: `arguments: ${prompt.name} has no ${JSON.stringify(cleanText(strange, 100))}; it has ${known.join(', ')}.`,
    };
  const read: Record<string, string> = {};
  for (const argument of prompt.arguments) {
    const raw = Object.hasOwn(given, argument.name) ? (given[argument.name] ?? '') : '';
    const { longest = LONGEST } = argument;
    if (raw.length > longest)
      return { problem: `arguments.${argument.name}: expected at most ${String(longest)} characters.` };
    const text = cleanText(raw, longest);
    // A form sends what was left empty.
    if (text === '' && argument.required !== true) continue;
    const problem = problemOf(argument, text, providers);
    if (problem !== undefined) return { problem: `arguments.${argument.name}: ${problem}` };
    read[argument.name] = text;
  }
  return { given: read };
}

function problemOf(
  { name, description, expects }: PromptArgument,
  text: string,
  providers: readonly string[],
): string | undefined {
  if (text === '') return `it is needed. ${description}.`;
  if (expects && !expects.test(text)) return expects.sentence;
  if (name !== PROVIDER.name || providers.some((known) => known.toLowerCase() === text.toLowerCase()))
    return undefined;
  return `there is no such provider; known are ${providers.join(', ') || 'none'}.`;
}
