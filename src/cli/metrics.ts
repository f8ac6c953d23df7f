import { sparkline, type Locale, type Monitoring, type SeriesSummary } from 'multi-cloud-manager/plugin';
import { withCalls } from './hand/calls.js';
import { failedWith } from './hand/outcome.js';
import { paintFor, type Paint } from './hand/paint.js';
import { serverOf } from './hand/server.js';
import { table, type Column } from './hand/table.js';
import { hand as words } from '../locale/en/hand.js';
import { say, wordsIn } from '../locale/words.js';
import { UsageError, type Io } from './io.js';
import { parseWithConfig } from './options.js';

/** `mcm metrics SERVER`: how a server is doing. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const options = { hours: { type: 'string' }, json: { type: 'boolean' } } as const;
  const { values, positionals, load } = parseWithConfig(args, options, ['SERVER'], io);
  const { json = false, hours = '1' } = values;
  if (!/^\d{1,3}$/.test(hours)) throw new UsageError(say(words, (w) => w.hours));
  return withCalls(load, io, { name: 'metrics' }, async (calls) => {
    const meant = await serverOf(positionals[0] ?? '', calls);
    if ('failed' in meant) return failedWith(meant.failed, calls, io, json);
    const { provider, account, id } = meant.server;
    const outcome = await calls.call('get_instance_monitoring', {
      ...{ provider, account, identifier: id },
      hours: Number(hours),
    });
    if (json || outcome.kind !== 'result') return failedWith(outcome, calls, io, json);
    calls.output.write(monitoringTable(outcome.content as Monitoring, paintFor(io), io.locale));
    return 0;
  });
}

const columnsIn = ({ columns }: typeof words): readonly Column<SeriesSummary>[] => [
  { head: columns.metric, text: ({ name }) => name, colour: () => 'bold' },
  { head: columns.unit, text: ({ unit }) => unit },
  { head: columns.min, text: ({ min }) => String(min), right: true },
  { head: columns.avg, text: ({ avg }) => String(avg), right: true },
  { head: columns.max, text: ({ max }) => String(max), right: true },
  { head: columns.last, text: ({ last }) => String(last), right: true },
  { head: columns.overTime, text: ({ points }) => sparkline(points, 30), colour: () => 'green' },
];

function monitoringTable(
  { provider, name, instance_id, hours, series, notes }: Monitoring,
  paint: Paint,
  locale: Locale,
): string {
  const own = wordsIn(words, locale);
  const head = `${own.measured(paint(name, 'bold'), provider, instance_id, hours)}\n`;
  const body = series.length === 0 ? `${own.noData}\n` : table(columnsIn(own), series, paint);
  return [head, body, ...notes.map((note) => `${note}\n`)].join('\n');
}
