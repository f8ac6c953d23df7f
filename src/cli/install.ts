import { resolve } from 'node:path';
import { NotPlanned, plan } from '../clients/planned.js';
import { UnreadableFile } from '../clients/read-file.js';
import { CLIENTS } from '../clients/table.js';
import { writeClientFile } from '../clients/write-file.js';
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
    const known = CLIENTS.map(({ id }) => id).join(', ');
    throw new UsageError(
      `--client is one of ${known}${values.client === undefined ? '' : `, not ${values.client}`}.`,
    );
  }
  if (values.name !== undefined && values.replace !== undefined)
    throw new UsageError('--replace NAME takes over that name; leave --name out.');
  if (io.program === '') throw new UsageError('mcm does not know where it lies; start it by its path.');
  const file = client.userFile(io);
  const name = values.replace ?? values.name ?? 'mcm';
  try {
    const planned = await plan(file, client, {
      ...{ name, command: process.execPath, args: argumentsOf(values, io) },
      ...{ replace: values.replace !== undefined, program: io.program },
    });
    const shown = difference(planned, paintFor(io));
    io.stdout.write(`${file}, ${client.key}.${name}:\n${shown === '' ? '  as it is already\n' : shown}`);
    if (values.print === true || shown === '') return 0;
    const backup = await writeClientFile(file, planned.text, now());
    io.stdout.write(
      `\nWritten.${backup === undefined ? '' : ` What it was is in ${backup}.`}\n` +
        `next: Restart ${client.name}; \`mcm doctor\` tries what it will start.\n`,
    );
    return 0;
  } catch (error) {
    if (error instanceof NotPlanned) io.stderr.write(`mcm: ${error.message}\n`);
    else if (error instanceof UnreadableFile)
      io.stderr.write(`mcm: ${file}: ${error.message}. Nothing was written.\n`);
    else
      io.stderr.write(
        `mcm: ${file} was not changed: ${error instanceof Error ? error.message : String(error)}.\n`,
      );
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
    throw new UsageError('--preset is full or unified.');
  return [
    ...[resolve(io.cwd, io.program), 'serve', '--hide-unavailable'],
    ...(config === undefined ? [] : ['--config', resolve(io.cwd, config)]),
    ...(envFile === undefined ? [] : ['--env-file', resolve(io.cwd, envFile)]),
    ...(values['read-only'] === true ? ['--read-only'] : []),
    ...(preset === undefined ? [] : ['--preset', preset]),
  ];
}
