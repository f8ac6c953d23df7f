import { dirname, resolve } from 'node:path';
import { CLIENTS } from '../../clients/table.js';
import { commandLine } from '../../host/command-line.js';
import type { Draft } from '../../init/config.js';
import type { Target } from '../../init/target.js';
import { init as words } from '../../init/words.js';
import { cleanText } from '../../text/clean.js';
import type { Io } from '../io.js';

/** What is to be done next, numbered. */
export function nextText(
  { carried, clouds, input }: Draft,
  target: Target,
  trusted: boolean,
  io: Io,
): string {
  const { file, reached } = target;
  const mcm = (...rest: string[]): string => `\`${commandLine(['mcm', ...rest], io.platform)}\``;
  const missing = clouds.flatMap((each) => each.missing);
  const found = reached === 'always' || (reached === 'trusted' && trusted);
  const envFile = resolve(dirname(file), input.envFile ?? 'mcm.env');
  const place = input.envFile === undefined ? { envFile, config: file } : { envFile };
  const steps = [
    ...(missing.length > 0 ? [words.nextMissing(missing, place)] : []),
    ...(carried.length > 0 ? [words.nextCarried(carried, place)] : []),
    ...(reached === 'trusted' && !trusted ? [words.nextTrust(mcm('trust'))] : []),
    words.nextDoctor(found ? mcm('doctor') : mcm('doctor', '--config', file)),
    // A client starts mcm wherever it likes, and without most of this environment.
    words.nextInstall(
      mcm('install', '--client', 'CLIENT', '--config', file),
      CLIENTS.map(({ id }) => id),
    ),
  ];
  const lines = steps.map((step, index) => `  ${String(index + 1)}. ${cleanText(step)}\n`);
  return `\n${words.nextHead}\n${lines.join('')}`;
}
