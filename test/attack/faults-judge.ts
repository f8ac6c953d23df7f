import type { TrailCall } from '../../src/audit/record.js';
import type { PowerVariant } from 'multi-cloud-manager/plugin';
import type { Ran } from './faults-run.js';
import type { Wire, World } from './faults-worlds.js';

/** How a call ended, in one word. */
export function endOf({ outcome }: Ran): string {
  if (outcome?.kind === 'result') return String(outcome.content['status']);
  return outcome?.kind === 'error' ? `error ${outcome.error.code}` : (outcome?.kind ?? 'nothing');
}

/** Everything that is wrong about a run of calls, as sentences; nothing where all is well. */
export function wrongs(world: World, ran: readonly Ran[], trail: readonly TrailCall[]): readonly string[] {
  const ended = trail.filter((record) => record.kind === 'call');
  const intents = trail.filter((record) => record.kind === 'intent');
  const endedIds = new Set(ended.map(({ call_id }) => call_id));
  return [
    ...(ended.length === ran.length
      ? []
      : [`${String(ran.length)} calls have ${String(ended.length)} records`]),
    ...intents
      .filter(({ call_id }) => !endedIds.has(call_id))
      .map(({ call_id }) => `the intent of ${call_id} has no outcome`),
    ...ran.flatMap((call, index) => {
      const record = ended[index];
      const told = [...sentOnce(world, call), ...(record ? audited(call, record) : []), ...truthOf(call)];
      return told.map(
        (what) =>
          `${world.name} call ${String(index + 1)}, ${call.variant} of ${call.id} (${endOf(call)}; ${planned(call)}): ${what}`,
      );
    }),
  ];
}

const planned = ({ plan }: Ran): string =>
  [
    ...plan.faults.map(
      ({ at, kind, fault }) =>
        `${kind}${'takesEffect' in fault && fault.takesEffect ? '!' : ''} at ${String(at)}`,
    ),
    `cancel ${String(plan.cancel)}`,
  ].join(', ');

function sentOnce(world: World, { id, variant, arrivals }: Ran): readonly string[] {
  const right = textOf(world.wire(id, variant));
  return [
    ...(arrivals.length > 1 ? [`sent ${String(arrivals.length)} times`] : []),
    ...arrivals
      .map(({ entry: { method, path, query, body, headers } }) =>
        textOf({ method, path, query, body, action: headers['x-acs-action'] }),
      )
      .filter((sent) => sent !== right)
      .map((sent) => `sent ${sent}`),
  ];
}

const textOf = ({ method, path, query, body, action }: Wire): string =>
  JSON.stringify([method, path, action, Object.entries(query).sort(), body]);

function audited(call: Ran, record: Extract<TrailCall, { kind: 'call' }>): readonly string[] {
  const { outcome, arrivals } = call;
  const kind = record.outcome === 'refused' ? 'error' : record.outcome;
  return [
    ...arrivals
      .filter(({ intended }) => !intended.has(record.call_id))
      .map(() => 'sent without an intent on disk'),
    ...(record.target?.id === call.id ? [] : [`recorded for ${String(record.target?.id)}`]),
    ...(kind === outcome?.kind ? [] : [`recorded as ${record.outcome}`]),
    ...(outcome?.kind === 'result' && record.status !== outcome.content['status']
      ? [`recorded with status ${String(record.status)}`]
      : []),
  ];
}

const LEADS_TO_RUNNING: Readonly<Record<PowerVariant, boolean>> = {
  power_on: true,
  power_off: false,
  shutdown: false,
  reboot: true,
  force_reboot: true,
};

/** Whether what was answered is what happened, or honestly `unknown`. */
function truthOf(call: Ran): readonly string[] {
  const { outcome, took, failed, arrivals, variant, running } = call;
  if (outcome?.kind === 'error') {
    const refused = arrivals.every(({ entry: { status = 0 } }) => status >= 400 && status < 500);
    return [
      ...(took ? ['an error, and it was done'] : []),
      ...(refused ? [] : ['an error, and nobody can know']),
      ...(outcome.error.details?.['outcome'] === 'unknown' ? ['an error that says unknown'] : []),
      ...(outcome.error.code === 'INTERNAL' ? [outcome.error.message] : []),
    ];
  }
  if (outcome?.kind !== 'result') return ['neither a result nor an error'];
  switch (outcome.content['status']) {
    case 'completed':
      return [
        ...(took ? [] : ['completed, and nothing was done']),
        ...(failed ? ['completed, and it failed'] : []),
        ...(took && !failed && running[0] !== LEADS_TO_RUNNING[variant] ? ['completed too early'] : []),
      ];
    case 'in_progress':
      return took ? [] : ['in progress, and nothing was done'];
    case 'errored':
      return failed ? [] : ['errored, and it did not fail'];
    case 'unknown':
      return [];
    default:
      return [`status ${String(outcome.content['status'])}`];
  }
}
