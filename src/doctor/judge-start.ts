import { readable } from '../log/read.js';
import { cleanText } from '../text/clean.js';
import { failed, ok, warning, type Check } from './check.js';
import type { ClientFacts } from './facts.js';
import { wholePaths, type Prepared } from './prepare-start.js';
import type { Started } from './start.js';

/** Where programs are that anything on the machine finds: a desktop does not know what a terminal adds to PATH. */
const COMMON: Partial<Record<NodeJS.Platform, RegExp>> = {
  darwin: /^(\/usr)?(\/local)?\/s?bin\/|^\/opt\/homebrew\/bin\//,
  linux: /^(\/usr)?(\/local)?\/s?bin\/|^\/snap\/bin\//,
};

/** Says what came of starting a registration, and what to do. */
export function judgeStart(started: Started, prepared: Prepared, facts: ClientFacts): Check {
  const details = lastLines(started.said);
  const told = { ...(details.length > 0 && { details }) };
  const seconds = String(facts.clientMs / 1000);
  switch (started.kind) {
    case 'works':
      return works(started.tools, prepared, facts);
    case 'noise':
      return failed('client', {
        found: `It prints to stdout, where only MCP may be: ${cleanText(started.line, 120)}`,
        details: details,
        next: 'Start mcm itself, and nothing around it that prints: no `npm run`, no shell profile with an echo.',
      });
    case 'refused':
      return failed('client', {
        found: `It answers with an error: ${cleanText(started.message, 200)}`,
        ...told,
        next: 'Run the same command in a terminal with `doctor` in place of `serve`.',
      });
    case 'ended':
      return failed('client', {
        found: `It ends ${started.how} before it has listed its tools.`,
        ...told,
        next: 'Do what it says; the same command with `doctor` in place of `serve` says more. A client passes on few variables: use --env-file, or `env` in the entry.',
      });
    case 'late':
      return failed('client', {
        found: `It has not listed its tools within ${seconds} s.`,
        ...told,
        next: 'Run the same command in a terminal. Where npx fetches the package first, install it once instead.',
      });
    case 'not-started':
      return failed('client', {
        found: `${prepared.file} cannot be started (${started.code}).`,
        next: 'Name a program in the entry that your user may run.',
        paste: wholePaths(prepared.registration, facts),
      });
  }
}

function works(tools: number, { file, registration }: Prepared, facts: ClientFacts): Check {
  const { client, command } = registration;
  const found = `It starts and has ${String(tools)} ${tools === 1 ? 'tool' : 'tools'}`;
  const bare = !/[\\/]/.test(command);
  const common = COMMON[facts.platform]?.test(file) ?? true;
  if (!client.ownPath || !bare || common) return ok('client', `${found}.`);
  return warning('client', {
    found: `${found} here; but ${client.name} is started from the desktop and may not find ${command}, which your terminal has from ${file}.`,
    next: 'Name the program by its whole path in the entry.',
    paste: wholePaths(registration, facts),
  });
}

/** The last words of a program are mostly why it ended. */
const lastLines = (said: string): readonly string[] =>
  said
    .split('\n')
    .map((line) => cleanText(readable(line), 300))
    .filter((line) => line !== '')
    .slice(-5);
