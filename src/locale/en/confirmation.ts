import type { PowerVariant } from 'multi-cloud-manager/plugin';
import type { ConfirmationField } from '../fields.js';

/** What would happen, in words that are none of the words that confirm it. */
const would: Record<PowerVariant, string> = {
  power_on: 'The server would be switched on.',
  power_off: 'The power of the server would be cut at once, as if its plug were pulled.',
  shutdown: 'The operating system of the server would be asked to stop in good order.',
  reboot: 'The server would be restarted: what runs on it stops and starts again.',
  force_reboot: 'The power of the server would be cut and given back at once.',
};

const asksTheUser: Record<ConfirmationField, string> = {
  ip_confirmation: 'ip_confirmation: an IP address of the server',
  name_confirmation: 'name_confirmation: the exact name of the server',
  operation_confirmation:
    'operation_confirmation: the operation they want, in their own word (English or 中文)',
};

const unanswered: Record<'declined' | 'cancelled' | 'timed_out' | 'failed', string> = {
  declined: 'The person declined. Nothing was done.',
  cancelled: 'The person closed the question without an answer. Nothing was done.',
  timed_out: 'The person did not answer in time. Nothing was done; a late answer does not count.',
  failed: 'The client could not ask the person, or what it sent back was no answer. Nothing was done.',
};

/** Challenges, forms, and what comes of them. */
export const confirmation = {
  would,
  // The challenge.
  asksTheUser,
  askForThem:
    'Ask the user for these values; do not look them up or guess them. Then call the same tool again with all three.',
  required: (sentence: string) => `Nothing has been done: confirmation is required. ${sentence}`,
  itIs: (status: string, provider: string, region: string, type: string) =>
    `It is ${status} on ${provider}, region ${region}, type ${type}.`,
  warning: (sentence: string) => `Warning: ${sentence}`,
  // The form.
  doYouWant: (sentence: string) => `multi-cloud-manager asks: do you want this? ${sentence}`,
  placed: (provider: string, account: string, region: string, status: string) =>
    `Provider ${provider}, account ${account}, region ${region}, ${status} now.`,
  typeThem: 'Type the three values of the server you mean. Decline if you did not ask for this.',
  fields: {
    ip_confirmation: { title: 'IP address', description: 'Type an IP address of the server' },
    name_confirmation: { title: 'Server name', description: 'Type the exact name of the server' },
    operation_confirmation: {
      title: 'Operation',
      description: 'Type the operation you want, in your own word (English or 中文)',
    },
  } satisfies Record<ConfirmationField, { title: string; description: string }>,
  waiting: 'waiting for a person to confirm',
  // The ways to ask a person.
  inAForm: 'A person has to confirm this themselves, in a form of this client. Values from you do not count.',
  noForm: 'this client cannot show a form',
  inATerminal: (command: string) =>
    `A person has to approve this in a terminal of their own; values from you do not count. Give the user this command to run there, and do not run it yourself: ${command} — when they say that it is approved, call the same tool again with the same arguments, within 5 minutes.`,
  wayFailed: 'it failed; the log of mcm on stderr says why',
  nobodyToAsk: (reasons: readonly string[], warnings: readonly string[]) =>
    [
      `A person has to confirm this one, and there is no way to ask one here${reasons.length > 0 ? ` (${reasons.join('; ')})` : ''}.`,
      ...warnings,
    ].join(' '),
  waysToAsk:
    "Use an MCP client that shows forms (elicitation), let the config's confirmation.via name terminal, or do it in the console of the cloud.",
  // What came of it.
  otherCall: 'The answer of the person is for another call. Nothing was done.',
  changedSinceAsked: (facts: readonly string[]) =>
    `The instance changed since the person was asked (${facts.join(', ')}). Nothing was done.`,
  unanswered,
  anotherWay: 'If the user still wants it: called again, mcm offers another way to confirm it.',
  noAddress:
    'This instance has no IP address, so it cannot be confirmed by one: its power cannot be switched through mcm.',
  mismatch: (names: readonly string[]) =>
    `${names.join(' and ')} ${names.length === 1 ? 'does' : 'do'} not match the live instance. Nothing was done.`,
  checkThem: 'Ask the user to check what they mean. mcm does not say what it expected.',
  nowLocked: (until: string, unlock: string) =>
    `The power of this instance is now locked until ${until}. ${unlock}`,
  locked: (until: string) =>
    `After too many wrong confirmations the power of this instance is locked until ${until}. Nothing was done.`,
  howToUnlock: (command: string) =>
    `Wait, or have the user run this in a terminal of their own; do not run it for them: ${command}`,
};
