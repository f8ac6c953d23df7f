import type { Instance, InstanceAnswer } from 'multi-cloud-manager/plugin';
import { withCalls } from './hand/calls.js';
import { gapsText } from './hand/gaps.js';
import { failedWith } from './hand/outcome.js';
import { paintFor, colourOf, type Paint } from './hand/paint.js';
import { sheet } from './hand/table.js';
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
    calls.output.write(servers.map((each) => serverText(each, paint)).join('\n'));
    io.stderr.write(gapsText(found));
    return 0;
  });
}

function serverText(server: Instance, paint: Paint): string {
  const { status, provider_status, memory_mib, disk_gib, vcpus } = server;
  const size = [
    server.type,
    ...(vcpus === undefined ? [] : [`${String(vcpus)} vCPU`]),
    ...(memory_mib === undefined ? [] : [`${String(Math.round(memory_mib / 102.4) / 10)} GiB memory`]),
    ...(disk_gib === undefined ? [] : [`${String(disk_gib)} GiB disk`]),
  ];
  const own = provider_status.toLowerCase() === status ? '' : ` (${provider_status})`;
  return sheet(
    [
      ['name', paint(server.name, 'bold')],
      ['status', `${paint(status, colourOf(status))}${own}`],
      ['provider', server.provider],
      ['account', server.account],
      ['region', [server.region, server.zone].filter(Boolean).join(', ')],
      ['id', server.id],
      ['type', size.join(', ')],
      ['public', server.public_ips.join(', ')],
      ['private', server.private_ips.join(', ')],
      ['tags', Object.entries(server.tags).map(tagText).join(', ')],
      ['image', server.image ?? ''],
      ['created', server.created_at ?? ''],
      ['console', server.console_url ?? ''],
    ],
    paint,
  );
}

const tagText = ([key, value]: [string, string]): string => (value === '' ? key : `${key}=${value}`);
