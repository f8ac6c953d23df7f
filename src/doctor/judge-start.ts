import { doctorClients } from '../locale/en/doctor-clients.js';
import { wordsIn } from '../locale/words.js';
import { readable } from '../log/read.js';
import { cleanText } from '../text/clean.js';
import { failed, ok, warning, type Check } from './check.js';
import type { ClientFacts } from './facts.js';
import { wholePaths, type Prepared } from './prepare-start.js';
import type { Ending, Started } from './start.js';

/** Where programs are that anything on the machine finds: a desktop does not know what a terminal adds to PATH. */
const COMMON: Partial<Record<NodeJS.Platform, RegExp>> = {
  darwin: /^(\/usr)?(\/local)?\/s?bin\/|^\/opt\/homebrew\/bin\//,
  linux: /^(\/usr)?(\/local)?\/s?bin\/|^\/snap\/bin\//,
};

/** Says what came of starting a registration, and what to do. */
export function judgeStart(started: Started, prepared: Prepared, facts: ClientFacts): Check {
  const words = wordsIn(doctorClients, facts.locale);
  const details = lastLines(started.said);
  const told = { ...(details.length > 0 && { details }) };
  switch (started.kind) {
    case 'works':
      return works(started.tools, prepared, facts);
    case 'noise':
      return failed('client', {
        found: words.noise(cleanText(started.line, 120)),
        details: details,
        next: words.nothingAround,
      });
    case 'refused':
      return failed('client', {
        found: words.refused(cleanText(started.message, 200)),
        ...told,
        next: words.runDoctor,
      });
    case 'ended':
      return failed('client', {
        found: endedOf(started.how, words),
        ...told,
        next: words.asItSays,
      });
    case 'late':
      return failed('client', {
        found: words.late(facts.clientMs / 1000),
        ...told,
        next: words.installOnce,
      });
    case 'not-started':
      return failed('client', {
        found: words.cannotStart(prepared.file, started.code ?? words.unknownError),
        next: words.mayRun,
        paste: wholePaths(prepared.registration, facts),
      });
  }
}

function works(tools: number, { file, registration }: Prepared, facts: ClientFacts): Check {
  const words = wordsIn(doctorClients, facts.locale);
  const { client, command } = registration;
  const bare = !/[\\/]/.test(command);
  const common = COMMON[facts.platform]?.test(file) ?? true;
  if (!client.ownPath || !bare || common) return ok('client', words.works(tools));
  return warning('client', {
    found: words.worksHere(tools, client.name, command, file),
    next: words.wholePath,
    paste: wholePaths(registration, facts),
  });
}

const endedOf = (how: Ending, words: typeof doctorClients): string =>
  'code' in how ? words.exited(how.code) : words.killed(how.signal);

/** The last words of a program are mostly why it ended. */
const lastLines = (said: string): readonly string[] =>
  said
    .split('\n')
    .map((line) => cleanText(readable(line), 300))
    .filter((line) => line !== '')
    .slice(-5);
