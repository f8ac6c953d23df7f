import { INSTANCE_STATUSES, type Instance, type InstanceList, type Locale } from 'multi-cloud-manager/plugin';
import { withCalls } from './hand/calls.js';
import { gapsText } from './hand/gaps.js';
import { listing } from './hand/listing.js';
import { failedWith } from './hand/outcome.js';
import { colourOf, paintFor, type Paint } from './hand/paint.js';
import { table, type Column } from './hand/table.js';
import { hand } from '../locale/en/hand.js';
import { say, wordsIn } from '../locale/words.js';
import { UsageError, type Io } from './io.js';
import { parseWithConfig } from './options.js';

const FILTERS = {
  provider: { type: 'string' },
  account: { type: 'string' },
  region: { type: 'string' },
  status: { type: 'string' },
  name: { type: 'string' },
  tag: { type: 'string' },
} as const;

/** `mcm ls`: the servers of every cloud, in a table. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const { values, load } = parseWithConfig(args, { ...FILTERS, json: { type: 'boolean' } }, [], io);
  const { json = false, status } = values;
  if (status !== undefined && !INSTANCE_STATUSES.some((each) => each === status))
    throw new UsageError(say(hand, (words) => words.statuses(INSTANCE_STATUSES)));
  const query = Object.fromEntries(
    Object.keys(FILTERS).flatMap((name) => {
      const value = (values as Readonly<Record<string, unknown>>)[name];
      return typeof value === 'string' ? [[name, value] as const] : [];
    }),
  );
  return withCalls(load, io, { name: 'ls' }, async (calls) => {
    const listed = await listing(calls, query);
    if ('failed' in listed) return failedWith(listed.failed, calls, io, json);
    const { list } = listed;
    calls.output.write(json ? `${JSON.stringify(list, null, 2)}\n` : listText(list, paintFor(io), io.locale));
    if (!json) io.stderr.write(gapsText(list, io.locale));
    return list.incomplete.length > 0 ? 1 : 0;
  });
}

const columnsIn = ({ columns }: typeof hand): readonly Column<Instance>[] => [
  { head: columns.provider, text: ({ provider }) => provider },
  { head: columns.account, text: ({ account }) => account },
  { head: columns.region, text: ({ region }) => region },
  { head: columns.id, text: ({ id }) => id },
  { head: columns.name, text: ({ name }) => name, colour: () => 'bold' },
  { head: columns.status, text: ({ status }) => status, colour: ({ status }) => colourOf(status) },
  { head: columns.type, text: ({ type }) => type },
  { head: columns.address, text: ({ public_ips, private_ips }) => public_ips[0] ?? private_ips[0] ?? '' },
];

function listText({ instances }: InstanceList, paint: Paint, locale: Locale): string {
  const words = wordsIn(hand, locale);
  const count = `${words.servers(instances.length)}\n`;
  return instances.length === 0 ? count : `${table(columnsIn(words), instances, paint)}\n${count}`;
}
