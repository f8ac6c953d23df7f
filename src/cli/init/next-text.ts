import { dirname, resolve } from 'node:path';
import { CLIENTS } from '../../clients/table.js';
import { commandLine } from '../../host/command-line.js';
import type { Draft } from '../../init/config.js';
import type { Target } from '../../init/target.js';
import type { InitWords } from '../../locale/en/init.js';
import { cleanText } from '../../text/clean.js';
import type { Io } from '../io.js';

/** What is to be done next, numbered. */
export function nextText(
  { carried, clouds, input }: Draft,
  target: Target,
  trusted: boolean,
  io: Io,
  words: InitWords,
): string {
  const { file, reached } = target;
  const mcm = (...rest: string[]): string => `\`${commandLine(['mcm', ...rest], io.platform)}\``;
  const missing = clouds.flatMap((each) => each.missing);
  const found = reached === 'always' || (reached === 'trusted' && trusted);
  const envFile = resolve(dirname(file), input.envFile ?? 'mcm.env');
  const put = (
    variables: readonly string[],
    { asWell, newFile }: InitWords['nextMissing'],
  ): readonly string[] => {
    if (variables.length === 0) return [];
    return [input.envFile === undefined ? newFile(variables, envFile, file) : asWell(variables, envFile)];
  };
  const steps = [
    ...put(missing, words.nextMissing),
    ...put(carried, words.nextCarried),
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
