import { POWER_ACTIONS } from 'multi-cloud-manager/plugin';
import type { Ask, CallOutcome } from '../call/request.js';
import { withCalls, type Calls } from './hand/calls.js';
import { EXIT, failedWith, structured } from './hand/outcome.js';
import { serverOf } from './hand/server.js';
import { hand } from '../locale/en/hand.js';
import { say } from '../locale/words.js';
import { UsageError, type Io } from './io.js';
import { parseWithConfig } from './options.js';
import { askConfirmations } from './terminal/confirmations.js';
import { Person } from './terminal/person.js';

const OPTIONS = {
  force: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  reason: { type: 'string' },
  wait: { type: 'string' },
  ip: { type: 'string' },
  name: { type: 'string' },
  operation: { type: 'string' },
  json: { type: 'boolean' },
} as const;

const TOOL = 'manage_instance_power';

/** `mcm power ACTION SERVER`: switches the power of a server, after the same checks and questions as for a client. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals, load } = parseWithConfig(args, OPTIONS, ['ACTION', 'SERVER'], io);
  const [action = '', word = ''] = positionals;
  const { json = false, wait = '20' } = values;
  if (!POWER_ACTIONS.some((each) => each === action))
    throw new UsageError(say(hand, (words) => words.actions(POWER_ACTIONS, JSON.stringify(action))));
  if (!/^\d{1,2}$/.test(wait)) throw new UsageError(say(hand, (words) => words.wait));
  const person = io.stdin.isTTY === true && io.stdout.isTTY === true ? Person.at(io, 'power') : undefined;
  try {
    return await withCalls(load, io, { name: 'power', canAsk: person !== undefined }, async (calls) => {
      const meant = await serverOf(word, calls);
      if ('failed' in meant) return failedWith(meant.failed, calls, io, json);
      const { provider, account, id } = meant.server;
      const given = {
        ...{ provider, account, instance_id: id, action },
        wait_seconds: Number(wait),
        ...(values.force === true && { force: true }),
        ...(values['dry-run'] === true && { dry_run: true }),
        ...(values.reason !== undefined && { reason: values.reason }),
        ...(values.ip !== undefined && { ip_confirmation: values.ip }),
        ...(values.name !== undefined && { name_confirmation: values.name }),
        ...(values.operation !== undefined && { operation_confirmation: values.operation }),
      };
      const first = await calls.call(TOOL, given);
      const outcome =
        first.kind === 'challenge' && person ? await confirmed(first, given, person, calls, io) : first;
      if (outcome.kind === 'error') return failedWith(outcome, calls, io, json);
      calls.output.write(`${json ? JSON.stringify(structured(outcome), null, 2) : outcome.text}\n`);
      return EXIT[outcome.kind];
    });
  } finally {
    person?.leave();
  }
}

/** Shows the person at the terminal what would happen, and runs the same call again with what they type. */
async function confirmed(
  challenge: Extract<CallOutcome, { kind: 'challenge' }>,
  given: Readonly<Record<string, unknown>>,
  person: Person,
  calls: Calls,
  io: Io,
): Promise<CallOutcome> {
  const { ask, content } = challenge;
  // A question that goes to somebody else is answered there.
  if (!ask && content['level'] !== 'arguments') return challenge;
  io.stderr.write(`${ask ? ask.message : whatWould(content)}\n`);
  const values = await askConfirmations(person);
  if (ask) return calls.call(TOOL, given, answerTo(ask, values));
  return values ? calls.call(TOOL, { ...given, ...values }) : challenge;
}

const answerTo = ({ binding }: Ask, values: Awaited<ReturnType<typeof askConfirmations>>) =>
  values
    ? ({ binding, via: 'elicitation', outcome: 'accepted', values } as const)
    : ({ binding, via: 'elicitation', outcome: 'declined' } as const);

function whatWould({ would, warnings }: Readonly<Record<string, unknown>>): string {
  const all: unknown[] = Array.isArray(warnings) ? warnings : [];
  return [would, ...all].map(String).join('\n');
}
