import { resolve } from 'node:path';
import { NotPlanned, plan } from '../clients/planned.js';
import { UnreadableFile } from '../clients/read-file.js';
import { CLIENTS } from '../clients/table.js';
import { writeClientFile } from '../clients/write-file.js';
import { command } from '../locale/en/command.js';
import { install } from '../locale/en/install.js';
import { spoken } from '../locale/error-in.js';
import { say, wordsIn } from '../locale/words.js';
import { difference } from './install/difference.js';
import { UsageError, type Io } from './io.js';
import { parse } from './options.js';
import { paintFor } from './hand/paint.js';

const OPTIONS = {
  client: { type: 'string' },
  name: { type: 'string' },
  replace: { type: 'string' },
  print: { type: 'boolean' },
  config: { type: 'string' },
  'env-file': { type: 'string' },
  'read-only': { type: 'boolean' },
  preset: { type: 'string' },
} as const;

/** `mcm install --client CLIENT`: tells an MCP client to start mcm. */
export async function run(
  args: readonly string[],
  io: Io,
  now: () => Date = () => new Date(),
): Promise<number> {
  const { values } = parse(args, OPTIONS);
  const client = CLIENTS.find(({ id }) => id === values.client);
  if (!client) {
    const known = CLIENTS.map(({ id }) => id);
    throw new UsageError(say(install, (words) => words.clients(known, values.client)));
  }
  if (values.name !== undefined && values.replace !== undefined)
    throw new UsageError(say(install, (words) => words.replaceIsTheName));
  if (io.program === '') throw new UsageError(say(install, (words) => words.unknownPlace));
  const words = wordsIn(install, io.locale);
  const file = client.userFile(io);
  const name = values.replace ?? values.name ?? 'mcm';
  try {
    const planned = await plan(file, client, {
      ...{ name, command: process.execPath, args: argumentsOf(values, io) },
      ...{ replace: values.replace !== undefined, program: io.program },
    });
    const shown = difference(planned, paintFor(io));
    io.stdout.write(`${file}, ${client.key}.${name}:\n${shown === '' ? `  ${words.asItIs}\n` : shown}`);
    if (values.print === true || shown === '') return 0;
    const backup = await writeClientFile(file, planned.text, now());
    io.stdout.write(`\n${words.written(backup)}\n${words.next(client.name)}\n`);
    return 0;
  } catch (error) {
    const why = spoken(error, io.locale);
    const sentence =
      error instanceof NotPlanned
        ? why
        : error instanceof UnreadableFile
          ? words.unreadable(file, why)
          : words.unchanged(file, why);
    io.stderr.write(`mcm: ${sentence}\n`);
    return 1;
  }
}

/** Whole paths, because a client starts mcm wherever it likes; no secret, only where it lies. */
function argumentsOf(
  values: Readonly<
    Partial<Record<'config' | 'env-file' | 'preset', string> & { readonly 'read-only': boolean }>
  >,
  io: Io,
): readonly string[] {
  const { config, preset } = values;
  const envFile = values['env-file'];
  if (preset !== undefined && preset !== 'full' && preset !== 'unified')
    throw new UsageError(say(command, (words) => words.presets));
  return [
    ...[resolve(io.cwd, io.program), 'serve', '--hide-unavailable'],
    ...(config === undefined ? [] : ['--config', resolve(io.cwd, config)]),
    ...(envFile === undefined ? [] : ['--env-file', resolve(io.cwd, envFile)]),
    ...(values['read-only'] === true ? ['--read-only'] : []),
    ...(preset === undefined ? [] : ['--preset', preset]),
  ];
}
