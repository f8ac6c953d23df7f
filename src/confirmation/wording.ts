import type { ConfirmationQuestion, Instance, Locale, PowerVariant } from 'multi-cloud-manager/plugin';
import type { Ask, AskField } from '../call/request.js';
import { confirmation } from '../locale/en/confirmation.js';
import { wordsIn } from '../locale/words.js';
import type { Asked, Question } from './confirmer.js';
import { CONFIRMATIONS, type ConfirmationName } from './match.js';

/** What a caller gets instead of the action. It holds none of the values that would confirm it. */
export interface ChallengeContent extends Record<string, unknown> {
  readonly status: 'confirmation_required';
  readonly level: string;
  readonly would: string;
  readonly target: Readonly<Record<string, unknown>>;
  readonly warnings: readonly string[];
  readonly missing: readonly ConfirmationName[];
  readonly ask_the_user_for: readonly string[];
  readonly next: string;
}

/** Where and in what state the instance is; neither its name nor an address, and not an id that is also its name. */
export function targetOf(instance: Instance): ConfirmationQuestion['target'] {
  return {
    provider: instance.provider,
    account: instance.account,
    ...(instance.id !== instance.name && { id: instance.id }),
    status: instance.status,
    region: instance.region,
    type: instance.type,
  };
}

/** What would happen, in words that are none of the words that confirm it. */
export const wouldOf = (variant: PowerVariant, locale: Locale): string =>
  wordsIn(confirmation, locale).would[variant];

/** The challenge for a model. */
export function challenge(
  level: string,
  { variant, target, warnings, locale }: Pick<Question, 'variant' | 'target' | 'warnings' | 'locale'>,
  missing: readonly ConfirmationName[],
  asked?: Asked,
): { content: ChallengeContent; text: string } {
  const words = wordsIn(confirmation, locale);
  const content: ChallengeContent = {
    status: 'confirmation_required',
    level,
    would: words.would[variant],
    target: targetOf(target),
    warnings,
    missing,
    ask_the_user_for: missing.map((name) => words.asksTheUser[name]),
    next: asked?.next ?? words.askForThem,
    ...asked?.details,
  };
  const text = [
    words.required(content.would),
    words.itIs(target.status, target.provider, JSON.stringify(target.region), JSON.stringify(target.type)),
    ...warnings.map(words.warning),
    ...content.ask_the_user_for.map((line) => `- ${line}`),
    content.next,
  ].join('\n');
  return { content, text };
}

/** The form for a person. Text that comes from the cloud is quoted; the values to type are not in it. */
export function formFor({ binding, variant, target, warnings, locale }: Question): Ask {
  const words = wordsIn(confirmation, locale);
  const quoted = [target.account, target.region].map((text) => JSON.stringify(text)) as [string, string];
  return {
    binding,
    message: [
      words.doYouWant(words.would[variant]),
      words.placed(target.provider, ...quoted, target.status),
      ...warnings.map(words.warning),
      words.typeThem,
    ].join('\n'),
    fields: CONFIRMATIONS.map((name): AskField => ({ name, ...words.fields[name] })),
    waiting: words.waiting,
  };
}
