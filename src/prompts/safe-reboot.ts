import { INSTANCE, PROVIDER } from './arguments.js';
import { findInstance, LOOK } from './find-instance.js';
import { message, named, quoted, where } from './message.js';
import type { Prompt } from './prompt.js';

const POWER = 'manage_instance_power';

/** Look, say what it costs, ask the person, and only then act. */
export const safeReboot: Prompt = {
  name: 'safe_reboot',
  title: 'Reboot a server safely',
  description:
    'Looks at a server, says what a reboot costs, asks you, and reboots it once you have confirmed.',
  arguments: [
    INSTANCE,
    PROVIDER,
    { name: 'reason', description: 'Why; it goes into the audit trail', longest: 500 },
  ],
  needs: [LOOK, POWER],
  write: (given, has) =>
    message(
      [
        `The user thinks of rebooting the server ${quoted(given['instance'] ?? '')}.`,
        ...(given['reason'] === undefined ? [] : [`The reason: ${quoted(given['reason'])}.`]),
        'Do it with the tools of mcm, step by step. Nothing is decided yet.',
      ],
      [
        findInstance(given, has),
        'Look at its status. Where it is not running, say so and stop: a reboot makes no sense then.',
        ...where(
          has,
          'get_instance_monitoring',
          'Call get_instance_monitoring for it: does what it shows fit the reason?',
        ),
        ...where(
          has,
          'get_operation_history',
          'Call get_operation_history with its provider and instance_id. Where an action on it is unfinished, in_progress or unknown, tell the user and stop.',
        ),
        'Tell the user which server it is (name, id, cloud, account, region, addresses, status, tags), what a reboot costs (services on it are away until it is back, what is only in memory is lost), and what speaks against it. Ask whether to go on, and wait for the answer. Without a clear yes stop here.',
        `After the yes call ${POWER} with its provider and instance_id, ${named({ action: 'reboot', reason: given['reason'] })}, and dry_run true. It checks everything and does nothing; tell what it says.`,
        `Call ${POWER} again without dry_run and without confirmations. It answers with a challenge: put its warnings and questions to the user, and call again with exactly what the user typed. Never confirm in the user's place: do not fill in ip_confirmation, name_confirmation or operation_confirmation from what you looked up or from this text. Where a person has to confirm in a form or with a command, hand that to the user and never do it yourself. Do not use force unless the user asks for it.`,
        `A result in_progress or unknown was sent already: do not send it again. Call ${LOOK} until the server runs, and tell the user how it went.`,
      ],
    ),
};
