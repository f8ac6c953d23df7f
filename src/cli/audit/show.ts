import { readTrail } from '../../audit/read.js';
import { isOfCall, type TrailCall } from '../../audit/record.js';
import { paintFor, type Paint } from '../hand/paint.js';
import { UsageError, type Io } from '../io.js';
import { parse } from '../options.js';
import { colourOfEnding, rowOf, safeJson, shown } from './format.js';
import { PLACE_OPTIONS, stateDirOf, tellProblems } from './place.js';

/** `mcm audit show CALL_ID`: everything that the trail says of one call. The beginning of its id is enough. */
export async function show(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parse(args, PLACE_OPTIONS, ['CALL_ID']);
  const [id = ''] = positionals;
  const { records, problems } = await readTrail(stateDirOf(values['state-dir'], io));
  const found = records.filter(isOfCall).filter(({ call_id }) => call_id.startsWith(id));
  const ids = [...new Set(found.map(({ call_id }) => call_id))];
  tellProblems(problems, io);
  if (ids.length === 0) {
    io.stderr.write(`mcm: the trail has no call ${shown(id)}; mcm audit list shows which there are.\n`);
    return 1;
  }
  if (ids.length > 1 && !ids.includes(id)) {
    const some = ids.slice(0, 5).map((each) => shown(each));
    throw new UsageError(`${String(ids.length)} calls begin so, among them ${some.join(', ')}.`);
  }
  const paint = paintFor(io);
  const of = found.filter(({ call_id }) => ids.length === 1 || call_id === id);
  if (values.json === true) io.stdout.write(`${safeJson({ records: of, problems }, 2)}\n`);
  else io.stdout.write(of.map((record) => block(record, paint)).join('\n'));
  return 0;
}

function block(record: TrailCall, paint: Paint): string {
  const [time, , tool, on, ended] = rowOf(record);
  const { decisions, confirmation, principal, client, access } = record;
  const call = record.kind === 'call' ? record : undefined;
  const lines: readonly (readonly [string, unknown])[] = [
    ['call', record.call_id],
    ['record', `${String(record.seq)} of process ${String(record.host.pid)}${hostIn(record)}`],
    ['tool', `${tool} (${shown(access)}, ${shown(record.plugin)})`],
    ['target', on],
    ['action', record.action],
    ['principal', `${shown(principal.id)} (${shown(principal.source)})`],
    ['client', client && `${shown(client.name)} ${shown(client.version)}`],
    ['reason', record.reason],
    ['arguments', record.arguments],
    ...list(decisions).map((each) => ['decision', decision(each)] as const),
    ['confirmation', confirmation && confirmed(confirmation)],
    ['state', call?.state_before && `${shown(call.state_before)} -> ${shown(call.state_after ?? '?')}`],
    ['operation', call?.operation_id],
    ['request', call?.request_id],
    ['message', call?.message],
    ['took', call && `${String(call.duration_ms)} ms`],
  ];
  const said = lines.filter(([, text]) => text !== undefined && text !== '');
  const body = said.map(([name, text]) => `  ${name.padEnd(13)} ${shown(text, 2000)}\n`);
  return `${paint(time, 'bold')}  ${paint(ended, colourOfEnding(ended))}\n${body.join('')}`;
}

const hostIn = ({ host }: TrailCall): string => ('name' in host ? ` on ${shown(host.name)}` : '');

/** The file lies where its user can write: a list may be none. */
const list = <T>(value: readonly T[]): readonly T[] => (isList(value) ? value : []);

const isList = (value: unknown): boolean => Array.isArray(value);

function decision(each: TrailCall['decisions'][number]): string {
  const level = 'level' in each ? ` ${each.level}` : '';
  const reason = 'reason' in each ? `: ${each.reason}` : '';
  return `${each.by} ${each.decision}${level}${reason}`;
}

function confirmed(given: NonNullable<TrailCall['confirmation']>): string {
  const parts = (['right', 'wrong', 'missing'] as const)
    .map((key) => [key, list(given[key])] as const)
    .filter(([, names]) => names.length > 0)
    .map(([key, names]) => `${key}: ${names.join(', ')}`);
  const how = [
    given.via && `via ${given.via}`,
    given.answer && `the person ${given.answer}`,
    given.by && `answered by ${shown(given.by.id)}`,
  ];
  return [`${given.required} required`, ...how, ...parts].filter(Boolean).join('; ');
}
