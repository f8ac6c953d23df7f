import type { Instance, InstanceAnswer } from 'multi-cloud-manager/plugin';
import { withCalls } from './hand/calls.js';
import { gapsText } from './hand/gaps.js';
import { failedWith } from './hand/outcome.js';
import { paintFor, colourOf, type Paint } from './hand/paint.js';
import { sheet } from './hand/table.js';
import { hand } from '../locale/en/hand.js';
import { wordsIn } from '../locale/words.js';
import type { Io } from './io.js';
import { parseWithConfig } from './options.js';

const OPTIONS = {
  provider: { type: 'string' },
  account: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** `mcm find IP`: whose address it is. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals, load } = parseWithConfig(args, OPTIONS, ['IP'], io);
  const { provider, account, json = false } = values;
  return withCalls(load, io, { name: 'find' }, async (calls) => {
    const outcome = await calls.call('get_instance_info', {
      ip_address: positionals[0],
      ...(provider !== undefined && { provider }),
      ...(account !== undefined && { account }),
    });
    if (json || outcome.kind !== 'result') return failedWith(outcome, calls, io, json);
    const found = outcome.content as InstanceAnswer;
    const paint = paintFor(io);
    const servers = found.matches ?? [found as Instance];
    calls.output.write(servers.map((each) => serverText(each, paint, wordsIn(hand, io.locale))).join('\n'));
    io.stderr.write(gapsText(found, io.locale));
    return 0;
  });
}

function serverText(server: Instance, paint: Paint, words: typeof hand): string {
  const { status, provider_status, memory_mib, disk_gib, vcpus } = server;
  const size = [
    server.type,
    ...(vcpus === undefined ? [] : [words.vcpus(vcpus)]),
    ...(memory_mib === undefined ? [] : [words.memory(Math.round(memory_mib / 102.4) / 10)]),
    ...(disk_gib === undefined ? [] : [words.disk(disk_gib)]),
  ];
  const coloured = paint(status, colourOf(status));
  const isOwn = provider_status.toLowerCase() !== status;
  const { labels } = words;
  return sheet(
    [
      [labels.name, paint(server.name, 'bold')],
      [labels.status, isOwn ? words.statusOf(coloured, provider_status) : coloured],
      [labels.provider, server.provider],
      [labels.account, server.account],
      [labels.region, [server.region, server.zone].filter(Boolean).join(', ')],
      [labels.id, server.id],
      [labels.type, size.join(', ')],
      [labels.public, server.public_ips.join(', ')],
      [labels.private, server.private_ips.join(', ')],
      [labels.tags, Object.entries(server.tags).map(tagText).join(', ')],
      [labels.image, server.image ?? ''],
      [labels.created, server.created_at ?? ''],
      [labels.console, server.console_url ?? ''],
    ],
    paint,
  );
}

const tagText = ([key, value]: [string, string]): string => (value === '' ? key : `${key}=${value}`);
