import type { ConfirmationQuestion, Instance, PowerVariant } from 'multi-cloud-manager/plugin';
import type { Ask, AskField } from '../call/request.js';
import type { Asked, Question } from './confirmer.js';
import type { ConfirmationName } from './match.js';

/** What would happen, in words that are none of the words that confirm it. */
export const WOULD: Record<PowerVariant, string> = {
  power_on: 'The server would be switched on.',
  power_off: 'The power of the server would be cut at once, as if its plug were pulled.',
  shutdown: 'The operating system of the server would be asked to stop in good order.',
  reboot: 'The server would be restarted: what runs on it stops and starts again.',
  force_reboot: 'The power of the server would be cut and given back at once.',
};

const ASKS: Record<ConfirmationName, string> = {
  ip_confirmation: 'an IP address of the server',
  name_confirmation: 'the exact name of the server',
  operation_confirmation: 'the operation they want, in their own word (English or 中文)',
};

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

/** The challenge for a model. */
export function challenge(
  level: string,
  variant: PowerVariant,
  instance: Instance,
  warnings: readonly string[],
  missing: readonly ConfirmationName[],
  asked?: Asked,
): { content: ChallengeContent; text: string } {
  const content: ChallengeContent = {
    status: 'confirmation_required',
    level,
    would: WOULD[variant],
    target: targetOf(instance),
    warnings,
    missing,
    ask_the_user_for: missing.map((name) => `${name}: ${ASKS[name]}`),
    next:
      asked?.next ??
      'Ask the user for these values; do not look them up or guess them. Then call the same tool again with all three.',
    ...asked?.details,
  };
  const text = [
    `Nothing has been done: confirmation is required. ${content.would}`,
    `It is ${instance.status} on ${instance.provider}, region ${JSON.stringify(instance.region)}, type ${JSON.stringify(instance.type)}.`,
    ...warnings.map((warning) => `Warning: ${warning}`),
    ...content.ask_the_user_for.map((line) => `- ${line}`),
    content.next,
  ].join('\n');
  return { content, text };
}

/** The form for a person. Text that comes from the cloud is quoted; the values to type are not in it. */
export function formFor({ binding, variant, target, warnings }: Question): Ask {
  const field = (name: ConfirmationName, title: string): AskField => ({
    name,
    title,
    description: `Type ${ASKS[name].replace('they want', 'you want').replace('their', 'your')}`,
  });
  return {
    binding,
    message: [
      `multi-cloud-manager asks: do you want this? ${WOULD[variant]}`,
      `Provider ${target.provider}, account ${JSON.stringify(target.account)}, region ${JSON.stringify(target.region)}, ${target.status} now.`,
      ...warnings.map((warning) => `Warning: ${warning}`),
      'Type the three values of the server you mean. Decline if you did not ask for this.',
    ].join('\n'),
    fields: [
      field('ip_confirmation', 'IP address'),
      field('name_confirmation', 'Server name'),
      field('operation_confirmation', 'Operation'),
    ],
  };
}
